import type { Story } from '../story';
import { NodeSurface, ourNodes } from '../surface';

/** What people type who do not know what the node that they need is called; each of ours has to be found by it. */
const words = [
	'refresh token',
	'revoke token',
	'access token',
	'oauth2',
	'log out',
	'sign in',
	'session',
	'stay connected',
];

/** How long the list may take to show what was typed, in milliseconds. */
const PATIENCE_MS = 3_000;

/**
 * Types each of {@link words} into the node list; every node that is not listed within three seconds is named in the
 * failure.
 */
export const wordsPeopleType: Story = {
	name: 'words that people type',
	async tell({ editor, stage, step }) {
		const nodes = await Promise.all(
			ourNodes().map(async (name) => ({ name, surface: await NodeSurface.of(stage.rest, name) })),
		);
		const missing: string[] = [];
		await step('open the node list', async () => {
			await editor.open();
			await editor.nodeList.open();
		});
		const typedFor = ({ surface }: (typeof nodes)[number]) => [...words, `${surface.service} login`];
		for (const typed of new Set(nodes.flatMap(typedFor))) {
			await step(typed, async () => {
				await editor.nodeList.empty();
				await editor.nodeList.type(typed);
				const wanted = nodes.filter((node) => typedFor(node).includes(typed));
				const listed = await Promise.all(
					wanted.map(async ({ surface }) => await editor.nodeList.lists(surface.title, PATIENCE_MS)),
				);
				const absent = wanted.filter((_, index) => !listed[index]).map(({ surface }) => surface.title);
				if (absent.length > 0) missing.push(`"${typed}": ${absent.join(', ')}`);
			});
		}
		if (missing.length > 0) throw new Error(`Not found by ${missing.join('; ')}`);
	},
};
