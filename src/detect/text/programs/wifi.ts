/**
 * Passwords of wireless networks, and the keys derived from them, in the forms in which programs store them:
 *   wpa_supplicant, hostapd   psk=, wpa_psk=, wpa_passphrase=, sae_password=, and hostapd.wpa_psk
 *   NetworkManager            psk= in [wifi-security]
 *   Windows                   <keyMaterial> of a profile that is not protected, `netsh wlan show profile key=clear`
 *   OpenWrt                   option key beside option encryption, wireless.….key=
 *   Android                   WifiConfigStore.xml
 *   MikroTik, Wireshark       wpa2-pre-shared-key=, 80211_keys
 *   QR codes                  WIFI:T:WPA;S:…;P:…;;
 */
import { assessPassword, drawnPassword } from '../password.ts';
import { HEX } from '../random-text.ts';
import type { Assessment, Candidate, Rule } from '../rule.ts';
import { assessHexKey } from './symmetric-key.ts';

const QUOTE = String.raw`(?:\\{0,2}["']|&quot;)?`;
/** Labels of `netsh`, in English, German, Spanish and French; only parts without letters that depend on the code page. */
const NETSH = ['Key Content', 'sselinhalt', 'Contenido de la clave', 'Contenu de la cl'];
const LEADS = [
  `psk=${QUOTE}`,
  `(?:wpa_passphrase|sae_password|wpa2?-pre-shared-key)=${QUOTE}`,
  '<keyMaterial>',
  String.raw`(?:Key Content|sselinhalt|Contenido de la clave|Contenu de la cl[^ \t:]{1,3})[ \t\xa0]{1,24}:[ \t]{1,4}`,
  `option key ["']?`,
  String.raw`wireless\.[\w@[\]-]{1,40}\.key=["']?`,
  `name="(?:PreSharedKey|Passphrase)">${QUOTE}`,
  '"wpa-(?:psk|pwd)","',
  '00:00:00:00:00:00 ',
  String.raw`WIFI:(?!P)[^\r\n\0"'<>]{1,120}?;P:`,
];
/** Within quotes, a value may have any characters. */
const QUOTED = '(?:psk|wpa_passphrase|sae_password|wpa2?-pre-shared-key)="(?<quoted>[^"\\r\\n\\0]{8,63})"';

export const wifiRules: readonly Rule[] = [
  {
    id: 'wifi-password',
    form: { specification: 'wpa_supplicant.conf(5), hostapd.conf', proof: 'names, and length of a key' },
    title: 'Password or key of a wireless network',
    provider: 'Wi-Fi',
    severity: 'high',
    confidence: 'high',
    advice: 'Change the password of the network, on the access points and on everything that joins it.',
    anchors: [
      ...['psk=', 'wpa_passphrase=', 'sae_password=', 'wpa-pre-shared-key=', 'wpa2-pre-shared-key='],
      ...['<keyMaterial>', 'option key ', 'wireless.', 'name="PreSharedKey">', 'name="Passphrase">'],
      ...['"wpa-psk","', '"wpa-pwd","', '00:00:00:00:00:00 ', 'WIFI:T:', 'WIFI:S:', ...NETSH],
    ],
    pattern: new RegExp(
      `${QUOTED}|(?:${LEADS.join('|')})(?<secret>(?:0x)?[0-9a-fA-F]{64}(?![0-9A-Za-z])|[^\\s"'<>&\\\\\\0-\\x1f][^"'<>&\\\\\\r\\n\\0]{7,62})`,
    ),
    maxMatchBytes: 220,
    contextBytes: 400,
    edges: { before: /[A-Za-z0-9]/ },
    judgesPlaceholders: true,
    check: assess,
    examples: (random) => {
      const [secret, key] = [drawnPassword(random), random.text(64, HEX)];
      const forms = [
        ...['network={\n\tssid="office"\n\tpsk="KEY"\n}\n', '[wifi-security]\nkey-mgmt=wpa-psk\npsk=KEY\n'],
        ...['interface=wlan0\nwpa_passphrase=KEY\n', '\nsae_password=KEY|mac=02:00:00:00:00:01|vlanid=3\n'],
        '<sharedKey>\n<keyType>passPhrase</keyType>\n<protected>false</protected>\n<keyMaterial>KEY</keyMaterial>',
        ...["config wifi-iface\n\toption encryption 'psk2'\n\toption key 'KEY'\n", "wireless.radio0.key='KEY'\n"],
        ...['    Key Content            : KEY\r\n\r\nCost', '<string name="PreSharedKey">&quot;KEY&quot;</string>'],
        ...[
          'WIFI:T:WPA;S:office;P:KEY;;',
          'WIFI:S:office;T:WPA;H:true;P:KEY;;',
          'network={\n ssid="office"\n psk="7&KEY<"\n}',
        ],
        ...['set default mode=dynamic-keys wpa2-pre-shared-key=KEY\n', '"wpa-pwd","KEY:office"\n'],
      ].map((form) => {
        const found = form.includes('7&') ? `7&${secret}<` : secret;
        return { text: form.replace('KEY', secret), secret: found, hidden: [secret] };
      });
      const keys = [
        'network={\n\tssid="office"\n\tpsk=KEY\n}\n',
        '\nwpa_psk=KEY\n',
        '\n00:00:00:00:00:00 KEY\n',
        '"wpa-psk","KEY"\n',
      ];
      return forms.concat(keys.map((form) => ({ text: form.replace('KEY', key), secret: key, hidden: [key] })));
    },
    lookAlikes: (random) => [
      `network={\n\tssid="office"\n\tpsk="\${PSK}"\n}\n`,
      `psk="${drawnPassword(random)}"`,
      `-psk=${drawnPassword(random)}`,
      `<protected>true</protected>\n<keyMaterial>${random.text(300, HEX)}</keyMaterial>`,
      `option key '${drawnPassword(random)}'`,
      'link/loopback 00:00:00:00:00:00 brd 00:00:00:00:00:00',
      '00:00:00:00:00:00 Xerox12Corporation',
      '<string name="PreSharedKey">*</string>',
      'WIFI:T:WPA;S:<ssid>;P:<password>;;',
      'WIFI:T:nopass;S:office;;',
      'wpa_passphrase=<at least 8 characters>',
      'psk=, wpa_passphrase=, and sae_password=, of which each is one',
      '    Security key           : Present',
    ],
  },
];

/** Cases in which a word before it or around it must say that it is Wi-Fi. */
function assess({ window, start, end: last, secret, groups }: Candidate): Assessment | undefined {
  const [text, end] = groups.quoted === undefined ? [secret, last] : [groups.quoted, last - 1];
  const [before, lead] = [window.slice(0, start), window.slice(start, start + 24)];
  const around = before + window.slice(end);
  const isKey = /^(?:0x)?[0-9a-fA-F]{64}$/.test(text);
  // A list of names, in prose.
  if (/^[,;.:)|]/.test(text)) return undefined;
  if (lead.startsWith('psk=')) {
    if (!/(?:^|[\s{;"'#]|\\[nrt])(?:wpa_)?$/.test(before)) return undefined;
    if (!isKey && !/ssid=|network=\{|wifi-security|key-mgmt=wpa/.test(around)) return undefined;
  }
  if (lead.startsWith('<keyM') && !/<protected>\s{0,8}false/i.test(before.slice(-80))) return undefined;
  if (lead.startsWith('option') && !/option (?:encryption|ssid) /.test(around)) return undefined;
  // hostapd.wpa_psk: a password for all stations, alone in its line.
  if (lead.startsWith('00:') && !(isKey && /(?:^|[\r\n]|keyid=\S{1,40} )$/.test(before))) return undefined;
  // PBKDF2 of the password and the name of the network, 4,096 rounds.
  if (isKey) return assessHexKey(text, { derived: true });
  const password = passwordIn(text, lead);
  const from = end - text.length;
  const found = assessPassword(password, { of: lead.replace(/[=:>].*$/s, '') });
  return found && password.length >= 8 ? { ...found, place: { start: from, end: from + password.length } } : undefined;
}

/** Cuts off what may follow: other fields of hostapd and of codes, the network in Wireshark, other values of MikroTik. */
function passwordIn(text: string, lead: string): string {
  if (lead.startsWith('sae')) return text.replace(/\|(?:mac|vlanid|pk|id)=.*$/, '');
  if (lead.startsWith('WIFI')) return text.replace(/;.*$/, '');
  if (lead.startsWith('"wpa-pwd')) return text.replace(/:[^:]*$/, '');
  return text.replace(/^wpa2?-pre/.test(lead) ? /[ \t].*$/ : /[ \t]+$/, '');
}
