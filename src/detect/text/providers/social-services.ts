/** Networks of people, games, music and pictures: keys of theirs that have no mark of their own. */
import { servicesOf } from '../services.ts';
import { alphanumeric, base64, base64url, digits, hex, inRow, lowerCase, oneOf, upperCase } from '../shape.ts';

export const socialServiceRules = servicesOf([
  [
    'deviantart,deviant art',
    'DeviantArt',
    oneOf(hex(32), alphanumeric(40)),
    { what: 'client secret', where: 'Applications and Keys of DeviantArt' },
  ],
  [
    'facebook,facebook app,fb app,fb api,fb secret,fbconnect,fbapi,fbapp,fb client',
    'Facebook',
    hex(32),
    { what: 'app secret', where: 'Settings, Basic of the app at Meta for Developers' },
  ],
  [
    'facebook,facebook app,fb app,fb access',
    'Facebook',
    inRow(digits(15, 17), '|', base64url(27)),
    { what: 'app access token', where: 'Settings, Basic of the app at Meta for Developers: the app secret is in it' },
  ],
  ['instagram', 'Instagram', hex(32), { what: 'client secret', where: 'the app at Meta for Developers' }],
  [
    'linkedin,linkedin client,linked in client',
    'LinkedIn',
    alphanumeric(16),
    { what: 'client secret without prefix', where: 'Auth of the app at the LinkedIn developer portal' },
  ],
  ['pinterest', 'Pinterest', oneOf(hex(40), hex(64)), { what: 'app secret' }],
  ['reddit', 'Reddit', base64url(27, 30), { what: 'client secret', where: 'reddit.com/prefs/apps' }],
  ['snapchat,snap client', 'Snapchat', oneOf(hex(20), hex(32)), { what: 'client secret' }],
  ['soundcloud', 'SoundCloud', alphanumeric(32), { what: 'client secret' }],
  [
    'spotify,spotify client',
    'Spotify',
    alphanumeric(32),
    { what: 'client secret', where: 'the app at developer.spotify.com' },
  ],
  [
    'spotify',
    'Spotify',
    inRow('BQ', base64url(80, 400)),
    { what: 'access token', severity: 'medium', where: 'Apps of your Spotify account' },
  ],
  [
    'steam web,steam api,~steam',
    'Steam',
    upperCase(32),
    { what: 'web API key', where: 'steamcommunity.com/dev/apikey' },
  ],
  ['strava', 'Strava', hex(40), { what: 'client secret', where: 'strava.com/settings/api' }],
  ['tiktok,tiktok client', 'TikTok', alphanumeric(32), { what: 'client secret' }],
  ['tumblr', 'Tumblr', alphanumeric(50), { what: 'consumer secret', where: 'tumblr.com/oauth/apps' }],
  [
    'twitch,twitch client',
    'Twitch',
    lowerCase(30),
    { what: 'client secret or token', where: 'the console at dev.twitch.tv' },
  ],
  [
    'twitter,x api key secret,x api secret key,x api consumer,x consumer key,x consumer secret',
    'X',
    alphanumeric(25),
    { what: 'consumer key', severity: 'low', where: 'the app at developer.x.com' },
  ],
  [
    'twitter,x api key secret,x api secret key,x api consumer,x consumer key,x consumer secret',
    'X',
    alphanumeric(42, 50),
    { what: 'consumer secret', where: 'the app at developer.x.com' },
  ],
  [
    'twitter,x api access,x access token',
    'X',
    inRow(digits(8, 20), '-', alphanumeric(20, 45)),
    { what: 'access token', where: 'the app at developer.x.com' },
  ],
  [
    'telegram,tgram',
    'Telegram',
    inRow(digits(8, 10), ':', base64url(35)),
    {
      ...{ what: 'bot token, not of the form that they have', confidence: 'low', where: 'the chat with @BotFather' },
      // `telegram-bot-token`
      check: ({ secret }) => (/:AA[A-H]/.test(secret) ? undefined : { confidence: 'low' }),
    },
  ],
  ['~unity', 'Unity', hex(32)],
  ['vimeo', 'Vimeo', oneOf(hex(32), base64(128)), { what: 'access token' }],
  ['vkontakte,~vk', 'VK', alphanumeric(20, 85), { what: 'access token', confidence: 'medium' }],
  ['weibo', 'Weibo', hex(32), { what: 'app secret' }],
  ['wechat,weixin', 'WeChat', hex(32), { what: 'app secret' }],
  ['wit ai', 'Wit.ai', upperCase(32), { what: 'access token' }],
  [
    'youtube',
    'YouTube',
    base64url(39),
    { severity: 'medium', where: 'APIs and Services, Credentials of the Google Cloud console' },
  ],
  ['zulip', 'Zulip', alphanumeric(32), { where: 'Account and privacy of your Zulip settings' }],
  ['agora app certificate,agora.app certificate', 'Agora', hex(32), { what: 'app certificate', saysKey: true }],
  ['agora,agora app', 'Agora', hex(32), { what: 'secret' }],
  ['giphy', 'GIPHY', alphanumeric(32), { severity: 'low' }],
  ['imgur', 'Imgur', hex(40), { what: 'client secret', severity: 'medium' }],
]);
