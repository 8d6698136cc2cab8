/**
 * Programs that take a password among separate arguments: in JSON and YAML of containers (`["CMD", "mysqladmin", "ping", "-p…"]`),
 * in errors of Python's subprocess, in `/proc/PID/cmdline`, where a NUL ends each (proc_pid_cmdline(5)).
 */
import { type ProgramOption, USER } from './program-option.ts';

/** Between two arguments. */
const S = String.raw`(?:["'],\s{0,16}["']|\x00)`;
const OTHERS = String.raw`(?:${S}[^"'\n\x00]{0,160}){0,16}?${S}`;
/** A program's name with the characters that end it there. */
const named = (...programs: readonly string[]) =>
  programs.flatMap((name) => ['",', "',", '\0'].map((end) => name + end));

export const ARGUMENT_LISTS: readonly ProgramOption[] = [
  {
    program: 'mysql',
    anchors: named('mysql', 'mysqldump', 'mysqladmin', 'mariadb', 'mariadb-admin', 'mariadb-dump'),
    lead: `m(?:ysql|ariadb)(?:-?dump|-?admin)?${OTHERS}(?:-p|--password=)`,
    example: '["CMD", "mysqladmin", "ping", "-h", "localhost", "-pSECRET"]',
    lookAlike: '["CMD", "mysqladmin", "ping", "-h", "localhost", "-p$MYSQL_ROOT_PASSWORD"]; ["mysql", "-p", "orders2"]',
  },
  {
    program: 'curl',
    anchors: named('curl'),
    lead: `curl${OTHERS}(?:-u|--user)${S}${USER}:`,
    example:
      "Command '['curl', '-s', '-u', 'app:SECRET', 'https://api.acme-shop.io']' returned non-zero exit status 22.",
    lookAlike: "['curl', '-u', 'app:%s' % password]; ['curl', '-u', user + ':pw1', 'https://api.acme-shop.io']",
  },
  {
    program: 'redis-cli',
    anchors: named('redis-cli', 'valkey-cli', 'mongosh', 'mongodump', 'ldapsearch'),
    lead: `(?:(?:redis|valkey)-cli${OTHERS}-a|mongo(?:sh|dump)${OTHERS}-p|ldapsearch${OTHERS}-w)${S}`,
    example: '["redis-cli", "-h", "db1", "-a", "SECRET", "ping"]',
    lookAlike: '["redis-cli", "-a", "$REDIS_PASSWORD", "ping"]; ["mongosh", "--port", "27017"]',
  },
];
