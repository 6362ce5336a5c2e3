import type { WorkflowNode } from '../../../host/entities';
import { signingTypes } from '../../../host/package';
import { storedCredential } from '../accounts';
import { withItems } from '../pasted';
import { expectText, type Scene, type Stage, type Story } from '../story';
import { NodeSurface } from '../surface';

const HOUR_MS = 3_600_000;
const at = (ms: number) => new Date(ms).toISOString();

/** A session that lasts, one that is not to be read, and one that its provider has never heard of. */
const sessions = () => [
	{ accessToken: 'demo-access', refreshToken: 'demo-refresh', expiresAt: at(Date.now() + 24 * HOUR_MS) },
	{ accessToken: 'demo-access', refreshToken: 'demo-refresh', expiresAt: '3600' },
	{ accessToken: 'demo-access', refreshToken: 'demo-refresh', expiresAt: at(Date.now() - HOUR_MS) },
];

/** Parameters without which an operation does not know its server. */
const servers: Record<string, (stage: Stage) => Record<string, unknown>> = {
	peerTube: ({ sandbox }) => ({ instanceUrl: sandbox.peerTube }),
};

/** A value that is refused and a session that is dead, each told of the item that has it; one story for every node. */
export const itemsStory = (node: string): Story => ({
	name: `${node}: three stored sessions`,
	async tell(scene) {
		const { editor, stage, step } = scene;
		await paste(node, scene);
		await step('run', async () => {
			await editor.canvas.openNode('Ensure Fresh');
			await editor.panel.execute();
		});
		await step('read of the refused value', async () => {
			const { all } = await editor.panel.output.readError();
			expectText(all, /expiresAt/);
			expectText(all, /Item Index\s+1\b/);
			await stage.pictures.take(node === 'fluxer' ? 'error' : undefined, editor.page);
		});
		await step('go on after errors', async () => await editor.panel.continueOnError());
		await step('read of the dead session', async () => {
			await editor.panel.execute();
			const items = await editor.panel.output.items();
			const [fresh, refused, dead] = items;
			expectText(fresh?.refreshToken ?? JSON.stringify(items), 'demo-refresh');
			expectText(refused?.error ?? '', /expiresAt/);
			expectText(dead?.error ?? '', /sign in|log in|connect|consent|authoriz/i);
		});
	},
});

async function paste(node: string, { editor, stage, step }: Scene): Promise<void> {
	const surface = await NodeSurface.of(stage.rest, node);
	const [operation = { resource: '', operation: '' }] = surface.operations('ensureFresh');
	const parameters = { ...operation, ...servers[node]?.(stage), tokenSet: '={{ $json }}' };
	const types = surface.credentialsFor(parameters).filter((type) => signingTypes().includes(type));
	const credentials: WorkflowNode['credentials'] = {};
	for (const type of types) {
		const { id, name } = await storedCredential(stage, type);
		credentials[type] = { id, name };
	}
	const ours = { name: 'Ensure Fresh', type: surface.type, typeVersion: 1, parameters, credentials };
	await step('open the editor', async () => await editor.openAnew());
	await step('paste', async () => await editor.canvas.paste(withItems(sessions(), ours)));
}
