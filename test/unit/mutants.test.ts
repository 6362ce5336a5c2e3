import { readFileSync } from 'node:fs';
import path from 'node:path';
import { MUTANTS } from '../faults/mutants';
import { root } from '../support/providers';

it.each(MUTANTS)('the rule "$rule" is where it can be taken out', ({ file, from, to }) => {
	expect(readFileSync(path.join(root, file), 'utf8').split(from)).toHaveLength(2);
	expect(to).not.toBe(from);
});
