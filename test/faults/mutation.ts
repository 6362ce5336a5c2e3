import { cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { ModuleKind, ScriptTarget, transpileModule } from 'typescript';
import { root } from '../../host/paths';
import { runJest } from './jest';
import { MUTANTS, type Mutant } from './mutants';

const PACKED = path.join(root, 'build', 'packed', 'package');
/** A cell that waits for ever is red soon enough. */
const TEST_TIMEOUT_MS = 8000;
const AT_ONCE = 2;

/** A mutant, and those of its tests that stayed green without the rule. */
interface Verdict {
	readonly mutant: Mutant;
	readonly green: readonly string[];
}

/** Takes out each rule whose words contain `wanted` in turn and runs the tests that have to notice; a package is packed already. */
export async function runMutants(wanted: string, report: (verdict: Verdict) => void): Promise<Verdict[]> {
	const queue = MUTANTS.filter(({ rule }) => rule.includes(wanted)).entries();
	const verdicts: Verdict[] = [];
	const work = async () => {
		for (const [index, mutant] of queue) {
			const verdict = {
				mutant,
				green: await greenWithout(mutant, path.join(root, 'build', 'mutants', String(index))),
			};
			report(verdict);
			verdicts.push(verdict);
		}
	};
	await Promise.all(Array.from({ length: AT_ONCE }, work));
	return verdicts;
}

async function greenWithout(mutant: Mutant, folder: string): Promise<string[]> {
	const [file, ...tests] = mutant.red;
	await rm(folder, { recursive: true, force: true });
	await mkdir(folder, { recursive: true });
	await cp(PACKED, folder, { recursive: true });
	await writeFile(path.join(folder, 'dist', mutant.file.replace(/ts$/, 'js')), await mutated(mutant));
	const cells = await runJest(`mutant-${path.basename(folder)}`, {
		files: [`test/workflow/${file}`],
		tests: `(^| )(${tests.map(escaped).join('|')})$`,
		options: ['--testTimeout', String(TEST_TIMEOUT_MS), '--runInBand', '--forceExit'],
		env: { PACKAGE_UNDER_TEST: folder },
	});
	await rm(folder, { recursive: true, force: true });
	const missed = tests.filter((test) => !cells.some(({ name }) => name === test));
	return [...missed, ...cells.filter(({ passed }) => passed).map(({ name }) => name)];
}

async function mutated({ file, from, to }: Mutant): Promise<string> {
	const source = await readFile(path.join(root, file), 'utf8');
	if (source.split(from).length !== 2) throw new Error(`"${from}" has to occur once in ${file}`);
	const compilerOptions = { module: ModuleKind.CommonJS, target: ScriptTarget.ES2022 };
	const { outputText } = transpileModule(
		source.replace(from, () => to),
		{ compilerOptions },
	);
	return outputText;
}

const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
