/** What is clean: published, in use by everyone, looked at by many. By name, as the clients of npm and Debian know it. */
export const NPM_PACKAGES: readonly string[] = `
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
`
  .trim()
  .split(/\s+/);

export const DEBIAN_PACKAGES: readonly string[] = `
openssl libssl3t64 git python3.13 libpython3.13-stdlib nodejs npm perl-base perl-modules-5.40 gcc-14 g++-14 cpp-14 libc6-dev
chromium-l10n curl libcurl4t64 openssh-client openssh-server gnupg nginx apache2-bin postgresql-17 mariadb-server redis-server
php8.4-cli ruby3.3 golang-1.24-go rustc docker.io systemd linux-headers-amd64 vim-runtime openjdk-21-jdk-headless
openjdk-21-jre-headless
`
  .trim()
  .split(/\s+/);
