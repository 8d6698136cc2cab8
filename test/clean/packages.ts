/** Packages of one client. */
export interface Corpus {
  readonly name: string;
  /** Below the folder that the run works in. */
  readonly folder: string;
  readonly client: 'npm' | 'Debian';
  readonly packages: readonly string[];
}

/** What is clean: published, in use by everyone, looked at by many. By name, as the clients of npm and Debian know it. */
const NPM = `
react react-dom next vue nuxt svelte @angular/core @angular/compiler @angular/cli preact solid-js lit
lodash underscore ramda rxjs moment dayjs date-fns luxon uuid nanoid immer zod ajv yup
typescript @babel/core @babel/preset-env @swc/core esbuild webpack rollup vite parcel terser postcss sass less tailwindcss
eslint prettier stylelint jest mocha vitest jasmine karma chai sinon cypress @playwright/test
express koa fastify @nestjs/core @hapi/hapi socket.io ws axios node-fetch got superagent undici cors helmet passport
jsonwebtoken bcrypt bcryptjs crypto-js node-forge elliptic openpgp jose tweetnacl
aws-sdk @aws-sdk/client-s3 googleapis firebase firebase-admin @azure/storage-blob stripe twilio @sendgrid/mail
mongodb mongoose mysql2 pg redis ioredis sequelize typeorm knex prisma amqplib kafkajs nodemailer mqtt
three d3 chart.js jquery bootstrap electron-store storybook graphql @apollo/client @apollo/server
npm yarn pnpm lerna nx commander yargs chalk inquirer dotenv cheerio jsdom
`;

const DEBIAN = `
openssl libssl3t64 git python3.13 libpython3.13-stdlib nodejs npm perl-base perl-modules-5.40 gcc-14 g++-14 cpp-14 libc6-dev
chromium-l10n curl libcurl4t64 openssh-client openssh-server gnupg nginx apache2-bin postgresql-17 mariadb-server redis-server
php8.4-cli ruby3.3 golang-1.24-go rustc docker.io systemd linux-headers-amd64 vim-runtime openjdk-21-jdk-headless
openjdk-21-jre-headless
`;

/** Held out: no rule was made with these at hand. What they taught at the first look stands in FIRST_LOOKS of results.ts. */
const NPM_HELD_OUT = `
async bluebird request body-parser morgan winston pino log4js joi class-validator sharp pdfkit exceljs xlsx selenium-webdriver
webdriverio mobx @reduxjs/toolkit react-router-dom @mui/material antd ember-source handlebars marked highlight.js monaco-editor leaflet
gulp grunt serverless aws-cdk-lib ethers web3 @solana/web3.js @slack/web-api discord.js openai langchain @google-cloud/storage
@azure/identity auth0 next-auth oidc-provider samlify ssh2 node-rsa jsrsasign @sentry/node dd-trace parse-server
`;

/** Some of them are made of tests and examples (golang-1.24-src, ansible), which is where passwords are made up. */
const DEBIAN_HELD_OUT = `
postgresql-client-17 php8.4-common libruby3.3 golang-1.24-src libreoffice-common thunderbird-l10n-de rust-doc apache2-data containerd
kubernetes-client ansible ansible-core openjdk-21-source wordpress python3-django samba wireshark-common nmap-common emacs-common
mediawiki roundcube-core awscli
`;

const named = (text: string) => text.trim().split(/\s+/);

export const CORPORA: readonly Corpus[] = [
  { name: 'npm', folder: 'npm', client: 'npm', packages: named(NPM) },
  { name: 'Debian', folder: 'debian', client: 'Debian', packages: named(DEBIAN) },
  { name: 'npm, held out', folder: 'npm-held-out', client: 'npm', packages: named(NPM_HELD_OUT) },
  { name: 'Debian, held out', folder: 'debian-held-out', client: 'Debian', packages: named(DEBIAN_HELD_OUT) },
];
