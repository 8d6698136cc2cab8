/** Programs of databases and message brokers that take a password, and the option before it. */
import { inAnyCase } from '../rule.ts';
import { EXE, G, OTHERS, type ProgramOption, USER } from './program-option.ts';

export const DATABASE_OPTIONS: readonly ProgramOption[] = [
  {
    program: 'sqlplus',
    anchors: [
      ...['sqlplus ', 'sqlplus64 ', 'sqlldr ', 'expdp ', 'impdp ', 'rman target ', 'rman target='],
      // The older ones, whose names are words of other programs.
      ...['exp userid=', 'imp userid=', 'exp system/', 'imp system/'],
    ],
    lead: String.raw`(?:(?:sqlplus(?:64)?|sqlldr|expdp|impdp|exp|imp|rman target)(?:${G}-\w{1,12}){0,6}${G}|rman target=)(?:userid=)?\\?["']?[\w$#]{1,64}/\\?["']?`,
    end: '@',
    example: 'sqlplus -s system/SECRET@orcl @a.sql',
    lookAlike: 'sqlplus -s /nolog @a.sql; sqlplus system@orcl; sqlplus / as sysdba',
  },
  {
    program: 'sqlcmd',
    anchors: [...inAnyCase('sqlcmd ', 'sqlcmd.exe', 'osql ', 'bcp '), 'isql ', 'tsql ', 'fisql '],
    // Options are case-sensitive: -p prints statistics.
    lead: String.raw`(?:[Ss][Qq][Ll][Cc][Mm][Dd]|[Oo][Ss][Qq][Ll]|[Bb][Cc][Pp]|f?isql|tsql)${EXE}(?=[^\r\n]{0,400}-U)${OTHERS}-P[ \t]{0,4}`,
    example: 'sqlcmd -S db1 -U sa -P SECRET -Q "select 1"',
    lookAlike: 'sqlcmd -S db1 -U sa -P $SA_PASSWORD -Q "select 1"',
  },
  {
    program: 'cqlsh',
    anchors: [
      'cqlsh ',
      'cypher-shell ',
      'couchbase-cli ',
      'beeline ',
      'clickhouse-client ',
      'clickhouse client ',
      'influx -',
    ],
    lead: `(?:cqlsh|cypher-shell|couchbase-cli|beeline|clickhouse[ -]client|influx)${OTHERS}(?:-p${G}|--?password(?:${G}|=))`,
    example: 'cqlsh -u app -p SECRET db1 9042',
    lookAlike: 'cqlsh -u app -p $CASSANDRA_PASSWORD db1 9042',
  },
  {
    program: 'rabbitmqctl',
    anchors: ['rabbitmqctl ', 'set-initial-password ', 'rabbitmqadmin '],
    lead: `(?:rabbitmqctl${OTHERS}(?:add_user|change_password|authenticate_user)${G}${USER}["']?${G}|rabbitmqadmin${OTHERS}-p${G}|set-initial-password${G})`,
    example: 'rabbitmqctl add_user app SECRET\n',
    lookAlike: 'rabbitmqctl add_user app "$RABBITMQ_PASSWORD"; rabbitmqctl add_user app @rabbit_pw1@',
  },
  {
    program: 'flyway',
    anchors: ['flyway ', 'liquibase '],
    lead: `(?:flyway|liquibase)${OTHERS}--?password(?:${G}|=)`,
    example: 'flyway -url=jdbc:postgresql://db1/shop -user=app -password=SECRET migrate',
    lookAlike: 'flyway -user=app -password=$DB_PASSWORD migrate; liquibase --password %PW1% update',
  },
];
