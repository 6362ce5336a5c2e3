import { parseArgs } from 'node:util';
import { root } from '../../host/paths';
import { pack } from '../../scripts/pack';
import { drawMatrix, runMatrix } from './matrix';
import { runMutants } from './mutation';

/** `npm run faults`: the fault matrix, then what happens to it without each rule; `-- --mutants [rule]` for the latter alone. */
async function main(): Promise<void> {
	const { values, positionals } = parseArgs({
		options: { mutants: { type: 'boolean' } },
		allowPositionals: true,
	});
	const [rule = ''] = positionals;
	if (values.mutants) await pack(root);
	else await matrix();
	await mutants(rule);
}

async function matrix(): Promise<void> {
	console.log('Every operation and trigger under every fault, and with many items …');
	const cells = await runMatrix();
	const passed = cells.filter((cell) => cell.passed);
	console.log(`\n${drawMatrix(cells)}\n\n${cells.length} cases\n${passed.length} passed\n`);
	for (const { group, name } of cells.filter((cell) => !cell.passed)) console.log(`✗ ${group}: ${name}`);
	if (cells.length === 0 || passed.length < cells.length) process.exitCode = 1;
}

async function mutants(rule: string): Promise<void> {
	console.log('Mutation check: the tests named turn red when the rule is taken out …');
	const verdicts = await runMutants(rule, ({ mutant, green }) => {
		const [, ...red] = mutant.red;
		console.log(`${green.length === 0 ? '✓' : '✗'} ${mutant.rule}\n    ${red.join('\n    ')}`);
		for (const name of green) console.log(`    stayed green, or was not run: ${name}`);
	});
	const noticed = verdicts.filter(({ green }) => green.length === 0);
	console.log(`\n${verdicts.length} rules\n${noticed.length} noticed`);
	if (noticed.length < verdicts.length) process.exitCode = 1;
}

void main().catch((error: unknown) => {
	console.error(error instanceof Error ? error.message : error);
	process.exitCode = 1;
});
