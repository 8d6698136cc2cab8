/**
 * The floor plan of ARCHITECTURE.md as rules: which room may import which. A new room needs a line here.
 * `run.ts` is the corridor: front ends enter through it.
 */
export const ROOMS = {
  model: [],
  kernel: ['model'],
  bytes: ['model'],
  sources: ['model', 'bytes'],
  'seven-zip': ['model', 'bytes'],
  unpack: ['model', 'bytes', 'seven-zip'],
  views: ['model', 'bytes'],
  detect: ['model', 'bytes'],
  engine: ['model', 'bytes', 'unpack', 'views', 'kernel', 'detect'],
  origin: ['model', 'engine'],
  policy: ['model'],
  report: ['model'],
  settings: ['model'],
  config: ['model', 'bytes', 'settings', 'detect'],
  action: ['model', 'settings', 'report', 'sources', 'run.ts'],
  contract: ['model', 'bytes', 'detect', 'engine'],
  cli: ['model', 'settings', 'report', 'contract', 'run.ts'],
  'run.ts': ['bytes', 'sources', 'engine', 'origin', 'policy', 'report', 'settings', 'config', 'model'],
};

/**
 * Two rooms are large and have rooms of their own: which of them may import which. What stands right in the large room, its lists
 * and contracts, is for all of them; of a folder with folders in it, `detect/text`, only what stands right in it.
 */
export const INNER_ROOMS = {
  'unpack/container': [],
  'unpack/codings': ['unpack/container'],
  'unpack/checksums': [],
  'unpack/codecs': ['unpack/container', 'unpack/checksums'],
  'unpack/archives': ['unpack/container', 'unpack/checksums', 'unpack/codecs', 'unpack/streams', 'unpack/seven-zip'],
  'unpack/records': ['unpack/container'],
  'unpack/columns': ['unpack/container', 'unpack/checksums', 'unpack/codecs', 'unpack/records'],
  'unpack/databases': ['unpack/container', 'unpack/checksums', 'unpack/codecs', 'unpack/records', 'unpack/seven-zip'],
  'unpack/stores': ['unpack/container', 'unpack/checksums', 'unpack/codecs', 'unpack/records', 'unpack/seven-zip'],
  'unpack/disks': ['unpack/container', 'unpack/checksums', 'unpack/codecs'],
  'unpack/file-systems': ['unpack/container', 'unpack/checksums', 'unpack/codecs'],
  'unpack/documents': ['unpack/container', 'unpack/checksums', 'unpack/codecs', 'unpack/archives'],
  'unpack/dumps': ['unpack/container', 'unpack/checksums', 'unpack/codecs'],
  'unpack/git': ['unpack/container', 'unpack/checksums', 'unpack/codecs'],
  'unpack/messages': ['unpack/container', 'unpack/checksums', 'unpack/codecs'],
  'unpack/programs': ['unpack/container', 'unpack/checksums', 'unpack/codecs', 'unpack/records'],
  'unpack/seven-zip': ['unpack/container', 'unpack/checksums', 'unpack/codecs', 'unpack/file-systems', 'unpack/unread'],
  'unpack/streams': ['unpack/container', 'unpack/checksums', 'unpack/codecs', 'unpack/git', 'unpack/seven-zip'],
  'unpack/unread': ['unpack/container', 'unpack/checksums', 'unpack/codecs', 'unpack/messages'],
  'unpack/walk': ['unpack/container', 'unpack/codings'],
  'detect/der': [],
  'detect/proof': ['detect/der'],
  'detect/structures': ['detect/der', 'detect/proof'],
  'detect/binary': ['detect/der', 'detect/proof', 'detect/structures'],
  'detect/memory': ['detect/der', 'detect/proof', 'detect/structures'],
  'detect/text': [],
  'detect/text/keys': ['detect/text', 'detect/der', 'detect/proof', 'detect/structures', 'detect/binary'],
  'detect/text/programs': ['detect/text', 'detect/der', 'detect/proof', 'detect/structures'],
  'detect/text/providers': ['detect/text', 'detect/der', 'detect/proof', 'detect/structures'],
  'detect/public': ['detect/der', 'detect/proof', 'detect/structures', 'detect/text/keys'],
  'detect/files': ['detect/proof', 'detect/text', 'detect/text/programs'],
  'detect/known': ['detect/text'],
  'detect/own': ['detect/text'],
};

/** Packages and Node modules that only the named rooms may use. A package that no line names is free for nobody. */
const PACKAGES = {
  yauzl: ['unpack'],
  '7z-wasm': ['seven-zip'],
  zstddec: ['unpack'],
  minimatch: ['sources'],
  yaml: ['config'],
  'smol-toml': ['config'],
  zod: ['config'],
  re2js: ['detect'],
  '@actions/core': ['action'],
  '@actions/github': ['action'],
  '@actions/http-client': ['action'],
};
const NODE_MODULES = {
  fs: ['bytes', 'sources', 'engine', 'origin', 'action', 'cli', 'kernel', 'seven-zip', 'contract'],
  worker_threads: ['engine', 'seven-zip'],
  child_process: ['cli'],
  '(net|http|https|http2|dgram|dns|tls)': [],
};

const place = (room) => (room.endsWith('.ts') ? `^src/${room.replace('.', '\\.')}$` : `^src/${room}/`);
const places = (rooms) => rooms.map(place).join('|') || '^$';

const roomRules = Object.entries(ROOMS).map(([room, allowed]) => ({
  name: `room-${room}`,
  comment: `src/${room} may import only: ${allowed.join(', ') || 'nothing of ours'}. See "Rooms" in ARCHITECTURE.md.`,
  severity: 'error',
  from: { path: place(room) },
  to: { path: '^src/', pathNot: places([room, ...allowed]) },
}));

const inside = (inner) => `^src/${inner}/[^/]+$`;
const innerRules = Object.entries(INNER_ROOMS).map(([inner, allowed]) => ({
  name: `inner-room-${inner}`,
  comment: `src/${inner} may import of its room only: ${allowed.join(', ') || 'what stands right in it'}. See "Inner rooms" in ARCHITECTURE.md.`,
  severity: 'error',
  from: { path: inside(inner) },
  to: { path: `^src/${inner.split('/')[0]}/[^/]+/`, pathNot: [inner, ...allowed].map(inside).join('|') },
}));

const packageRules = Object.entries(PACKAGES).map(([name, rooms]) => ({
  name: `package-${name}`,
  comment: `${name} is for ${rooms.join(', ')} only.`,
  severity: 'error',
  from: { path: '^src/', pathNot: places(rooms) },
  to: { path: `node_modules/${name}/` },
}));

const nodeRules = Object.entries(NODE_MODULES).map(([name, rooms]) => ({
  name: `node-${name}`,
  comment: `node:${name} is for ${rooms.join(', ') || 'nobody'}.`,
  severity: 'error',
  from: { path: '^src/', pathNot: places(rooms) },
  to: { dependencyTypes: ['core'], path: `^(node:)?${name}(/promises)?$` },
}));

/** Files that may not be: as they import, as they are imported, and where neither is. */
const unplanned = (name, comment, files) => [
  { name, comment, severity: 'error', from: files, to: {} },
  { name: `${name}-imported`, comment, severity: 'error', from: {}, to: files },
  { name: `${name}-alone`, comment, severity: 'error', from: { orphan: true, ...files }, to: {} },
];

export default {
  forbidden: [
    ...roomRules,
    ...innerRules,
    ...packageRules,
    ...nodeRules,
    ...unplanned(
      'no-new-room',
      'A folder of src that the floor plan does not have. Put the file into the room its job names, or add a room to ROOMS and ARCHITECTURE.md.',
      { path: '^src/', pathNot: places(Object.keys(ROOMS)) },
    ),
    ...unplanned(
      'no-new-inner-room',
      'A folder of unpack or detect that the floor plan does not have. Put the file into the room its job names, or add one to INNER_ROOMS and ARCHITECTURE.md.',
      { path: '^src/(unpack|detect)/.+/', pathNot: Object.keys(INNER_ROOMS).map(inside).join('|') },
    ),
    {
      name: 'known-packages-only',
      comment:
        'src uses a package that no line of PACKAGES allows. Each one needs a look at licence, size, upkeep and hostile input.',
      severity: 'error',
      from: { path: '^src/' },
      to: {
        path: 'node_modules/',
        pathNot: Object.keys(PACKAGES).map((name) => `node_modules/${name}/`),
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'no-circle',
      comment: 'Files that import one another in a circle.',
      severity: 'error',
      from: { path: '^src/' },
      to: { circular: true },
    },
    {
      name: 'resolvable',
      comment:
        'An import that leads nowhere. (`sarif` has types only, in @types/sarif, which this tool does not know.)',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, pathNot: '^sarif$' },
    },
    {
      name: 'builders-are-independent',
      comment: 'Builders of test files share no code with the parsers.',
      severity: 'error',
      from: { path: '^test/builders/' },
      to: { path: '^src/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^src/kernel/assembly/' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      extensions: ['.ts', '.js', '.mjs', '.json'],
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
    },
  },
};
