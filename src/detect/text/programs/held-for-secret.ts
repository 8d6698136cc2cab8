/**
 * Values that Terraform and Pulumi treat as secret. Neither looks at the value itself: anything derived from a secret is one, and
 * so is every parameter of AWS Systems Manager (`data.aws_ssm_parameter`), with which AWS publishes the ids of its images. Values
 * whose form shows that they open nothing are therefore excluded.
 */
import { assessPassword, type PasswordContext } from '../password.ts';
import type { Assessment } from '../rule.ts';
import { withoutGoEscapes } from './go-strings.ts';

/** Ends of host names, of public ones and of private networks. */
const HOST = String.raw`[a-z0-9_-]+(?:\.[a-z0-9_-]+)*\.(?:com|net|org|io|dev|cloud|local|internal)`;
const ADDRESS = String.raw`(?:\d{1,3}\.){3}\d{1,3}(?:/\d{1,2}|:\d{1,5})?`;
/** EC2 resources (User Guide, "Resource IDs"): 17 characters, or 8 for old resources; only kinds that other settings refer to. */
const RESOURCE =
  '(?:ami|eipalloc|eni|fs|i|igw|lt|nat|rtb|sg|snap|subnet|tgw|vol|vpc|vpce)-(?:[0-9a-f]{17}|[0-9a-f]{8})';

const PUBLIC_FORMS = [RESOURCE, `${ADDRESS}|${HOST}(?::\\d{1,5})?`, `[a-z0-9._+-]+@${HOST}`].map(
  (form) => new RegExp(`^(?:${form})(?:,(?:${form}))*$`),
);
/** RFC 3339, section 5.6: a time of creation or of expiry. */
const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?(?:Z|[+-]\d\d:\d\d)$/;
/** `v1.29.3-eksbuild.2`, `amzn2-ami-hvm-2.0.20231116.0-x86_64-gp2`: a name in small letters with a number of three parts or more. */
const VERSION = /^(?:[a-z][a-z0-9]*-)*v?\d{1,4}(?:\.\d{1,8}){2,3}(?:[-+.][a-z0-9_]+)*$/;
/** In the format of OpenSSH. */
const PUBLIC_KEY = /^(?:ssh-(?:rsa|ed25519)|ecdsa-sha2-nistp\d{3}) AAAA[A-Za-z0-9+/]+={0,2}(?: |$)/;
/** `-----BEGIN CERTIFICATE`, as base64: `certificate_authority` of EKS, `cluster_ca_certificate` of GKE and AKS. */
const CERTIFICATE = /^LS0tLS1CRUdJTiBDRVJUSUZJQ0FURS/;

/**
 * @param escaped a password with Go's escapes, which are undone: half of the passwords of 20 characters from `random_password`
 * have some
 */
export function assessHeld(escaped: string, context: PasswordContext): Assessment | undefined {
  const value = withoutGoEscapes(escaped);
  if (isPublic(value)) return undefined;
  const assessment = assessPassword(value, context);
  return assessment && { ...assessment, identity: value };
}

function isPublic(value: string): boolean {
  return [...PUBLIC_FORMS, TIME, VERSION, PUBLIC_KEY, CERTIFICATE].some((form) => form.test(value));
}
