import type { Sandbox } from '../../sandbox';
import type { N8nRest } from '../../host/rest';
import type { Editor } from './editor/editor';
import type { Pictures } from './pictures';

/** What stories are told on: an n8n, the sandbox, and where pictures of them go. */
export interface Stage {
	readonly rest: N8nRest;
	readonly baseUrl: string;
	readonly sandbox: Sandbox;
	readonly pictures: Pictures;
}

/** What somebody does in the editor, from a new workflow to what they wanted. */
export interface Story {
	readonly name: string;
	tell(scene: Scene): Promise<void>;
}

/** One telling of a story, on a page of its own. */
export class Scene {
	/** What is being done, for whoever reads of a failure. */
	current = '';
	/** What has been found out on the way, for the report. */
	readonly notes: string[] = [];

	constructor(
		readonly stage: Stage,
		readonly editor: Editor,
	) {}

	step = async <T>(title: string, work: () => Promise<T>): Promise<T> => {
		this.current = title;
		return await work();
	};
}

/** @throws {Error} that quotes both, where a text on the page lacks what it should say */
export function expectText(text: string, wanted: string | RegExp): void {
	const isThere = typeof wanted === 'string' ? text.includes(wanted) : wanted.test(text);
	if (!isThere) throw new Error(`Not to be read: ${String(wanted)}\nBut: ${text.slice(0, 1500)}`);
}

/** @throws {Error} that quotes them, where items are missing or lack a field */
export function expectField(items: Array<Record<string, string>>, name: string): void {
	if (items.length > 0 && items.every((item) => name in item)) return;
	throw new Error(`No ${name} in ${JSON.stringify(items).slice(0, 1500)}`);
}
