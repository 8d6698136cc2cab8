(* Keys of mirage-crypto that have signed: a file with p and q in hexadecimal digits, a line each; files of d of P-256 and P-384 and of a seed
   of Ed25519, as bytes. *)
open Mirage_crypto_ec

let read path = In_channel.with_open_bin path In_channel.input_all

let rsa path =
  match List.map (Z.of_string_base 16) (String.split_on_char '\n' (read path)) with
  | [ p; q ] -> Result.get_ok (Mirage_crypto_pk.Rsa.priv_of_primes ~e:(Z.of_int 65537) ~p ~q)
  | _ -> failwith path

let () =
  Mirage_crypto_rng_unix.use_default ();
  let rsa = rsa Sys.argv.(1) in
  let p256 = Result.get_ok (P256.Dsa.priv_of_octets (read Sys.argv.(2))) in
  let p384 = Result.get_ok (P384.Dsa.priv_of_octets (read Sys.argv.(3))) in
  let ed25519 = Result.get_ok (Ed25519.priv_of_octets (read Sys.argv.(4))) in
  let digest = String.make 32 'd' in
  let public = (P256.Dsa.pub_of_priv p256, P384.Dsa.pub_of_priv p384, Ed25519.pub_of_priv ed25519) in
  let signed = Mirage_crypto_pk.Rsa.PKCS1.sign ~hash:`SHA256 ~key:rsa (`Message digest) in
  let ec = (P256.Dsa.sign ~key:p256 digest, P384.Dsa.sign ~key:p384 digest, Ed25519.sign ~key:ed25519 digest) in
  Gc.full_major ();
  print_endline "up";
  while true do
    Unix.sleep 60;
    ignore (Sys.opaque_identity (rsa, p256, p384, ed25519, public, signed, ec))
  done
