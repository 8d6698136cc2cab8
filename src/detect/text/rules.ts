/** Every token rule, by provider. A new file needs its line here; the catalog makes detectors of all of them. */
export { actionsCheckoutRules } from './actions-checkout.ts';
export { anthropicRules } from './anthropic.ts';
export { aspnetRules } from './aspnet.ts';
export { awsRules } from './aws.ts';
export { azureKeyRules } from './azure-keys.ts';
export { githubRules } from './github.ts';
export { gitlabRules } from './gitlab.ts';
export { googleRules } from './google.ts';
export { huggingfaceRules } from './huggingface.ts';
export { jwtRules } from './jwt.ts';
export { npmRules } from './npm.ts';
export { openaiRules } from './openai.ts';
export { paserkLocalRules } from './paserk-local.ts';
export { pypiRules } from './pypi.ts';
export { sendgridRules } from './sendgrid.ts';
export { slackRules } from './slack.ts';
export { stripeRules } from './stripe.ts';
