import type { Story } from '../story';
import { NodeSurface, ourNodes } from '../surface';

/** What people type who do not know what the node that they need is called, and which of ours it has to find. */
const words: Array<{ typed: string; finds: string[] | 'all' }> = [
	{ typed: 'refresh token', finds: 'all' },
	{ typed: 'access token', finds: 'all' },
	{ typed: 'oauth2', finds: 'all' },
	{ typed: 'stay connected', finds: 'all' },
	{ typed: 'sign in', finds: 'all' },
	{ typed: 'session', finds: 'all' },
	{ typed: 'revoke token', finds: ['fluxer', 'fuseSign', 'peerTube'] },
	{ typed: 'log out', finds: ['fluxer', 'fuseSign', 'peerTube'] },
	{ typed: 'peertube login', finds: ['peerTube'] },
];

/** How long the list may take to show what was typed, in milliseconds. */
const PATIENCE_MS = 3_000;

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
		for (const { typed, finds } of words) {
			await step(typed, async () => {
				await editor.nodeList.type(typed);
				const wanted = nodes.filter(({ name }) => finds === 'all' || finds.includes(name));
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
