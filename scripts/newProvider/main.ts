import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { checkedNames, Refusal, writeService } from './generate';

/**
 * Writes a service that speaks textbook OAuth 2.0, with its stand-in, its tests, its examples and its page.
 *
 *     npm run new-provider -- "Acme Cloud"
 */

const root = path.resolve(__dirname, '../../..');

async function main(text: string): Promise<number> {
	const names = checkedNames(root, text);
	const { added, changed } = await writeService(root, names);
	const docs = spawnSync('npm', ['run', '--silent', 'docs'], { cwd: root, stdio: 'inherit' });
	if (docs.status !== 0) throw new Refusal('`npm run docs` has failed: see above. The files are written.');
	const folders = [...new Set(added.map((file) => path.dirname(file).split('/').slice(0, 2).join('/')))];
	process.stdout.write(`${names.title}: ${added.length} files in ${folders.join(', ')}
Changed: ${[...changed, 'docs/operations.md'].join(', ')}

Next: docs/adding-a-provider.md. It works as it is: npx jest -i ${names.slug}
To undo it all: git checkout ${[...changed, 'docs'].join(' ')} && git clean -fd nodes credentials sandbox test examples docs
`);
	return 0;
}

main(process.argv.slice(2).join(' ')).then(
	(code) => (process.exitCode = code),
	(error: Error) => {
		process.stderr.write(`${error instanceof Refusal ? error.message : error.stack}\n`);
		process.exitCode = 1;
	},
);
