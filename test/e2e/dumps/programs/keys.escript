#!/usr/bin/env escript
%% Keys of public_key that have signed: files of d and of the point of a key of P-256, and of a seed of Ed25519, as bytes.
-record('ECPrivateKey', {version, privateKey, parameters, publicKey, attributes}).

main([ScalarFile, PointFile, SeedFile]) ->
    {ok, _} = application:ensure_all_started(public_key),
    Scalar = #'ECPrivateKey'{version = 1, privateKey = read(ScalarFile), publicKey = read(PointFile),
                             parameters = {namedCurve, {1, 2, 840, 10045, 3, 1, 7}}},
    {Public, Seed} = crypto:generate_key(eddsa, ed25519, read(SeedFile)),
    Signatures = [public_key:sign(<<"text">>, sha256, Scalar),
                  crypto:sign(eddsa, none, <<"text">>, [Seed, ed25519])],
    erlang:garbage_collect(),
    io:format("up~n"),
    timer:sleep(infinity),
    {Scalar, Public, Seed, Signatures}.

read(Path) ->
    {ok, Bytes} = file:read_file(Path),
    Bytes.
