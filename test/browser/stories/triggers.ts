import { storedCredential } from '../accounts';
import { expectField, type Story } from '../story';
import { NodeSurface } from '../surface';

/** One more event each, of a list that the credential which is asked for first can read. */
const events: Record<string, string> = {
	dropboxSign: 'apiAppAdded',
	fluxer: 'authorizationGranted',
	fuseSign: 'tenantAdded',
	peerTube: 'newSession',
};

/** The trigger of a service, found by its name, and what it shows before anything has happened. */
export const triggerStory = (node: string): Story => ({
	name: `${node}: the trigger`,
	async tell({ editor, stage, step, notes }) {
		const surface = await NodeSurface.of(stage.rest, `${node}Trigger`);
		const [type = ''] = surface.credentialsFor({});
		const event = events[node];
		const credential = await step('store a credential', async () => await storedCredential(stage, type));
		await step('open the editor', async () => await editor.openAnew());
		await step('add the trigger by its name', async () => {
			await editor.nodeList.open();
			await editor.nodeList.type(surface.title);
			await editor.nodeList.choose(surface.title);
			await editor.panel.waitFor();
		});
		await step('choose credential and events', async () => {
			await editor.panel.chooseCredential(credential.name);
			if (event) await editor.panel.fields.chooseMany('events', [surface.optionOf('events', event, {})]);
		});
		await step('fetch a test event', async () => {
			await editor.panel.execute();
			const items = await editor.panel.output.items();
			expectField(items, 'event');
			const told = items.map((item) => item.event?.trim());
			for (const wanted of ['connectionEnded', 'connectionRecovered', ...(event ? [event] : [])]) {
				if (!told.includes(wanted)) throw new Error(`No ${wanted} in ${JSON.stringify(items)}`);
			}
			notes.push(told.join(', '));
		});
	},
});
