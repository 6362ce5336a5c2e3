import path from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import type { BrowserContext, Page } from 'playwright-core';
import { missingBrowser } from '../../host/chromium';
import { HostError } from '../../host/errors';
import { startN8nOnFreePorts } from '../../host/n8n';
import { signIn } from '../../host/owner';
import { elapsed } from '../../host/progress';
import { N8nRest } from '../../host/rest';
import { renderTable } from '../../host/table';
import { pinned } from '../../host/versions';
import { setUp, workplace } from '../e2e/setUp';
import { howToGet, openBrowser } from './chromium';
import { Editor } from './editor/editor';
import { keepEvidence } from './evidence';
import { Pictures } from './pictures';
import { Scene, type Stage, type Story } from './story';

/** What the command line of `npm run browser` asks for. */
interface Options {
	pictures: boolean;
	/** Whether to install the browser where it is missing. */
	services: boolean;
	/** A regular expression; empty for all. */
	story: string;
}

interface Told {
	name: string;
	seconds: number;
	notes: string[];
	/** Why it does not hold. */
	problem?: string;
}

const LONGEST_MESSAGE = 600;
const place = workplace('browser');
const started = Date.now();
const say = (text: string) => process.stdout.write(`${elapsed(started).padStart(5)}  ${text}\n`);

/** The page of the story before, if it ended well; else a new one. */
async function pageIn(context: BrowserContext): Promise<Page> {
	return context.pages()[0] ?? (await context.newPage());
}

async function tell(story: Story, stage: Stage, context: BrowserContext): Promise<Told> {
	const begun = Date.now();
	const page = await pageIn(context);
	const scene = new Scene(stage, new Editor(page, stage.baseUrl));
	const problem = await story.tell(scene).then(
		() => undefined,
		async (error: Error) => {
			const kept = await keepEvidence(context, path.join(place.folder, 'failed'), story.name);
			for (const each of context.pages()) await each.close();
			const message = stripVTControlCharacters(error.message).slice(0, LONGEST_MESSAGE);
			return `${scene.current}: ${message}\n${kept}`;
		},
	);
	const told = { name: story.name, seconds: (Date.now() - begun) / 1000, notes: scene.notes, problem };
	say(`${problem === undefined ? 'holds' : 'MISSED'}: ${told.name} (${told.seconds.toFixed(0)} s)`);
	if (problem !== undefined) say(problem);
	return told;
}

function report(all: Told[]): string {
	const columns = [{ heading: 'story' }, { heading: 'seconds', right: true }, { heading: '' }];
	const rows = all.map(({ name, seconds, notes, problem }) => [
		name,
		seconds.toFixed(0),
		problem === undefined ? notes.join('; ') : 'MISSED',
	]);
	return renderTable(columns, rows);
}

/**
 * Tells the stories that are asked for, and prints what came of them.
 * @returns the exit code: 0 when all of them hold, and there were some
 * @throws HostError when n8n, the package or the browser cannot be made ready
 */
export async function run({ pictures, services, story }: Options): Promise<number> {
	if (!services && missingBrowser().length > 0) throw new HostError('Chromium is not installed.', howToGet);
	const needed = services && { title: 'Chromium', missing: missingBrowser };
	const node = await setUp({ host: pinned, services: needed }, place);
	say('starting n8n');
	const n8n = await startN8nOnFreePorts({ node, userFolder: place.n8n, logFile: place.log('n8n') });
	// Read when the sandbox is loaded: its clients have n8n's address registered.
	process.env.SANDBOX_N8N_URL = n8n.baseUrl;
	const { startSandbox } = await import('../../sandbox/index.js');
	const { stories } = await import('./stories/index.js');
	const sandbox = await startSandbox();
	const rest = new N8nRest(n8n.baseUrl);
	const owner = await signIn(rest, place.n8n);
	const context = await openBrowser(n8n.baseUrl, owner);
	say('the editor is open');
	const stage = { rest, sandbox, baseUrl: n8n.baseUrl, pictures: new Pictures(pictures) };
	const told: Told[] = [];
	for (const each of stories(stage).filter(({ name }) => new RegExp(story, 'i').test(name))) {
		told.push(await tell(each, stage, context));
	}
	await context.browser()?.close();
	await sandbox.close();
	process.stdout.write(`\n${report(told)}\n\n`);
	const missed = told.filter(({ problem }) => problem !== undefined).length;
	say(`${told.length - missed} hold, ${missed} missed`);
	return missed === 0 && told.length > 0 ? 0 : 1;
}
