import path from 'node:path';
import { HostError, tail } from '../../host/errors';
import { root } from '../../host/paths';
import { alone, exitWith } from '../../host/program';
import { launch } from '../../host/processes';
import { checkedNames, writeService } from './generate';

/**
 * Writes a service that speaks textbook OAuth 2.0, with its stand-in, its tests, its examples and its page.
 *
 *     npm run new-provider -- "Acme Cloud"
 */

const logFile = path.join(root, 'build', 'newProvider.docs.log');

const CHANGED = 'package.json sandbox/index.ts docs/operations.md';

/** The third list, which is written out of the code. */
async function writeOperations(): Promise<void> {
	const docs = await launch('npm run docs', 'npm', ['run', '--silent', 'docs'], { cwd: root, logFile });
	if ((await docs.ended) === 0) return;
	throw new HostError(`The files are written, but npm run docs failed:\n${tail(logFile)}`);
}

/** Folders that are new as a whole, and the files that are new elsewhere. */
const placesOf = (files: readonly string[]): string[] => [
	...new Set(files.map((file) => /^(nodes|sandbox)\/\w+\//.exec(file)?.[0] ?? file)),
];

async function main(text: string): Promise<number> {
	return await alone(path.join(root, 'build', 'newProvider.writing'), async () => {
		const names = checkedNames(root, text);
		const files = await writeService(root, names);
		const places = placesOf(files).join(' ');
		process.stdout.write(`${files.length} files: ${places}\nChanged: ${CHANGED}\n`);
		await writeOperations();
		process.stdout.write(`
It works as it is: npx jest test/contract/${names.slug} test/workflow/${names.camel}
Next: docs/adding-a-provider.md
To undo it all: git checkout ${CHANGED} && git clean -fdq ${places}
`);
		return 0;
	});
}

exitWith(main(process.argv.slice(2).join(' ')));
