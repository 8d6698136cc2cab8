/** Alibaba Cloud Model Studio: keys of a coding plan are `sk-sp-` and 32 hex digits. */
import { prefixedToken } from '../prefixed-token.ts';
import { hex } from '../token-parts.ts';

export const dashscopeRules = [
  prefixedToken({
    id: 'dashscope-coding-plan-key',
    title: 'Alibaba Cloud Model Studio coding plan key',
    provider: 'Alibaba Cloud',
    severity: 'high',
    advice: 'Reset it in the Model Studio console (Coding plan): it spends the plan of its account.',
    prefixes: ['sk-sp-'],
    body: [hex(32)],
  }),
];
