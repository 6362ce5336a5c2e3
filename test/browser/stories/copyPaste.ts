import { storedCredential } from '../accounts';
import { withItems } from '../pasted';
import type { Story } from '../story';
import { NodeSurface } from '../surface';

const TYPE = 'peerTubeSessionsApi';

/** A node that is copied and pasted asks for the same, as the same account. */
export const copyPaste: Story = {
	name: 'copy and paste of a node',
	async tell({ editor, stage, step }) {
		const { type } = await NodeSurface.of(stage.rest, 'peerTube');
		const { id, name, person } = await storedCredential(stage, TYPE);
		const node = {
			name: 'Who Am I',
			type,
			typeVersion: 1,
			parameters: { resource: 'user', operation: 'getCurrent' },
			credentials: { [TYPE]: { id, name } },
		};
		await step('open the editor', async () => await editor.openAnew());
		await step('paste a part of a workflow', async () => await editor.canvas.paste(withItems([{}], node)));
		await step('copy and paste the node', async () => await editor.canvas.duplicate('Who Am I'));
		await step('run the copy', async () => {
			await editor.canvas.openNode('Who Am I1');
			await editor.panel.execute();
			const [item] = await editor.panel.output.items();
			if (item?.username !== person.name) throw new Error(`It acted as ${JSON.stringify(item)}`);
		});
	},
};
