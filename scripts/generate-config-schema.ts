import { z } from 'zod';
import { configurationSchema } from '../src/config/schema.ts';

/** docs/config.schema.json: what editors know of .keysieve.yml, from the schema that reads it. */
export function configSchema(): string {
  const { $schema, ...schema } = z.toJSONSchema(configurationSchema, { io: 'input', target: 'draft-2020-12' });
  const head = {
    $schema,
    $id: 'urn:keysieve:config:1',
    title: 'Configuration of keysieve',
    description: 'See docs/configuration.md. Patterns are checked, and rules looked up, when the file is read.',
  };
  return `${JSON.stringify({ ...head, ...schema }, undefined, 2)}\n`;
}
