import path from 'node:path';
import { parseArgs } from 'node:util';
import { HostError } from '../../host/errors';
import { checkOwnNode } from '../../host/node';
import { root } from '../../host/paths';
import { alone, exitWith } from '../../host/program';

const help = `Usage: npm run browser [-- options]

Uses the package as people do, with a mouse: in the editor of a real n8n, in Debian's Chromium without a window,
against the sandbox. Fails on anything that cannot be found, chosen, connected, run or read. Installs what
\`npm start\` installs. Of what fails a picture and the words on the page are kept under build/browser/.

  --pictures           take the pictures of README and docs anew (docs/images)
  --install-services   install Chromium where it is missing, as root on Debian or Ubuntu
  --story <text>       only stories with this in their name, by a regular expression
`;

function readOptions() {
	const flag = { type: 'boolean', default: false } as const;
	const text = { type: 'string', default: '' } as const;
	const options = { pictures: flag, 'install-services': flag, help: flag, story: text };
	try {
		return parseArgs({ options }).values;
	} catch (error) {
		throw new HostError((error as Error).message, 'Try `npm run browser -- --help`.');
	}
}

async function main(): Promise<number> {
	checkOwnNode();
	const { help: asked, pictures, 'install-services': services, story } = readOptions();
	if (asked) {
		process.stdout.write(help);
		return 0;
	}
	return await alone(path.join(root, 'build', 'browser'), async () => {
		const { run } = await import('./run.js');
		return await run({ pictures, services, story });
	});
}

exitWith(main());
