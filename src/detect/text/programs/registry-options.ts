/** Programs that log in to registries and repositories, and the option before the password. */
import { inAnyCase } from '../rule.ts';
import { EXE, G, OTHERS, type ProgramOption, USER } from './program-option.ts';

export const REGISTRY_OPTIONS: readonly ProgramOption[] = [
  {
    program: 'svn',
    anchors: ['svn ', 'svnsync ', 'svnrdump '],
    lead: `svn(?:sync|rdump)?${OTHERS}--(?:source-|sync-)?password(?:${G}|=)`,
    example: 'svn co --username app --password SECRET --non-interactive https://svn.acme-shop.io/a',
    lookAlike: 'svn co --username app --password $SVN_PASSWORD https://svn.acme-shop.io/a',
  },
  {
    program: 'twine',
    anchors: [
      'twine upload ',
      'poetry publish ',
      'uv publish ',
      'helm repo add ',
      'nerdctl login ',
      'regctl registry login ',
      'helm cm-push ',
      'conan user ',
      'conan remote login ',
    ],
    lead: `(?:uv publish${OTHERS}-t${G}|(?:twine upload|poetry publish|uv publish|helm repo add|nerdctl login|regctl registry login|helm cm-push|conan user|conan remote login)${OTHERS}(?:-p${G}|--password(?:${G}|=)))`,
    example: 'twine upload -u app -p SECRET --skip-existing dist/*',
    lookAlike: 'twine upload -u app -p $TWINE_PASSWORD dist/*',
  },
  {
    program: 'poetry',
    anchors: ['http-basic.'],
    lead: String.raw`http-basic\.[\w.-]{1,100}["']?${G}${USER}["']?${G}`,
    example: 'poetry config http-basic.acme app SECRET\n',
    lookAlike: 'composer config http-basic.acme-shop.io app $TOKEN',
  },
  {
    program: 'bundle',
    anchors: ['bundle config '],
    // A host; other settings have no dot, or are followed by the name of a gem.
    lead: String.raw`bundle config(?:${G}(?:set|--global|--local)){0,3}${G}(?!(?:build|local|mirror|plugins)\.)[\w-]{1,60}(?:\.[\w-]{1,60}){0,6}\.(?:com|net|org|io|dev|cloud|app|tech|internal|local|corp|[a-z]{2})${G}(?:${USER}:(?!x-(?:oauth-basic|access-token)))?`,
    end: ':',
    example: 'bundle config set --global gems.acme-shop.io app:SECRET\n',
    lookAlike:
      'bundle config set build.pg with7pg; bundle config local.rack.io rack7x; bundle config gem.fury.io $TOKEN',
  },
  {
    program: 'nuget',
    anchors: inAnyCase(
      'nuget sources add',
      'nuget.exe sources add',
      'nuget source add',
      'nuget add source',
      'nuget update source',
      'nuget sources update',
    ),
    lead: `nuget${EXE}${G}(?:sources? (?:add|update)|(?:add|update) source)${OTHERS}(?:--?password|-p)${G}`,
    isOfWindows: true,
    example:
      'nuget sources add -Name a -Source https://nuget.acme-shop.io -UserName app -Password SECRET -StorePasswordInClearText',
    lookAlike: 'dotnet nuget add source https://nuget.acme-shop.io -u app -p $TOKEN',
  },
  {
    program: 'choco',
    anchors: inAnyCase('choco source add ', 'choco sources add ', 'choco install ', 'choco upgrade '),
    lead: String.raw`choco (?:sources? add|install|upgrade)${OTHERS}(?:-p|--password)(?:${G}|=(?:\\?["'])?)`,
    isOfWindows: true,
    example: 'choco source add -n=acme -s https://nuget.acme-shop.io -u=app -p=SECRET --priority=1',
    lookAlike:
      'choco source add -n=acme -u=app -p=$env:NUGET_PW1; choco install git -p="%PW1%"; choco install a -p [password]',
  },
  {
    program: 'oc',
    anchors: ['oc login ', 'cf login ', 'cf auth ', 'ibmcloud login '],
    lead: `(?:(?:oc|cf|ibmcloud) login${OTHERS}(?:-p${G}|--password(?:${G}|=))|cf auth${G}${USER}["']?${G})`,
    example: 'oc login https://ocp.acme-shop.io:6443 -u app -p SECRET --insecure-skip-tls-verify',
    lookAlike: 'cf login -a https://cf.acme-shop.io -u app -p $CF_PASSWORD; cf auth app $CF_PASSWORD',
  },
  {
    program: 'skopeo',
    anchors: ['--creds', '--src-creds', '--dest-creds'],
    lead: `--(?:src-|dest-)?creds(?:${G}|=)${USER}:`,
    example: 'skopeo copy --dest-creds app:SECRET docker://a docker://b',
    lookAlike: 'skopeo copy --dest-creds app:$TOKEN docker://a docker://b',
  },
];
