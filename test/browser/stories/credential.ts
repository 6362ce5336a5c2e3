import type { Control } from '../../e2e/control';
import { type Account, type Entry, titleOf } from '../../e2e/entry';
import { newPerson } from '../accounts';
import { fillIn } from '../credentialForm';
import { expectField, expectText, type Scene, type Story } from '../story';
import { CredentialSurface, NodeSurface } from '../surface';

/** What somebody does who has an account and wants to use it; one story for every way to sign in. */
export const credentialStory = (entry: Entry): Story => ({
	name: titleOf(entry),
	async tell(scene) {
		const { account, control } = await newPerson(scene.stage, entry);
		const action = await addByAction(entry, scene);
		const name = await scene.step(
			'create the credential',
			async () => await create(entry, account, control, scene),
		);
		await scene.step('run', async () => {
			await scene.editor.panel.execute();
			expectField(await scene.editor.panel.output.items(), entry.node.shows);
			await scene.editor.panel.close();
		});
		await inHttpRequest(entry, name, scene);
		await scene.step('come back', async () => await scene.editor.canvas.openNode(action));
		if (entry.wrong) await withWrongOne(entry, account, name, scene);
		else await afterItsEnd(account, scene);
	},
});

/** @returns what the editor calls the node then, which is the action */
async function addByAction({ node }: Entry, { editor, stage, step }: Scene): Promise<string> {
	const surface = await NodeSurface.of(stage.rest, node.type);
	const action = surface.actionOf(node.parameters);
	await step('open the editor', async () => await editor.open());
	await step('find the node', async () => {
		await editor.nodeList.open();
		await editor.nodeList.type(surface.title);
		await editor.nodeList.choose(surface.title);
	});
	await step('choose the action', async () => {
		await editor.nodeList.choose(action);
		await editor.panel.waitFor();
	});
	await step('set the parameters', async () => {
		for (const [name, value] of Object.entries(surface.otherThanDefault(node.parameters))) {
			if (typeof value === 'boolean') await editor.panel.fields.flip(name);
			else await editor.panel.fields.choose(name, surface.optionOf(name, value, node.parameters));
		}
	});
	return action;
}

async function create(
	entry: Entry,
	account: Account,
	control: Control,
	{ editor, stage }: Scene,
): Promise<string> {
	const surface = await CredentialSurface.of(stage.rest, entry.type);
	const way = (await NodeSurface.of(stage.rest, entry.node.type)).wayOf(entry.node.parameters);
	const dialog = await editor.panel.newCredential();
	if (way !== undefined) await dialog.chooseWay(way);
	await fillIn(dialog, surface, account.data);
	const name = await dialog.name();
	if (entry.kind !== 'oAuth2') {
		await dialog.saveAndClose();
		return name;
	}
	await account.signInToBrowser?.();
	await control.settings({ autoApprove: false });
	await dialog.connect();
	await control.settings({ autoApprove: true });
	return name;
}

/** Of a key or password that is wrong, the test in the dialog says what the node says, which may add whose it is. */
async function withWrongOne(
	{ type, wrong = {} }: Entry,
	account: Account,
	name: string,
	{ editor: { panel }, step, stage }: Scene,
): Promise<void> {
	const surface = await CredentialSurface.of(stage.rest, type);
	const tested = await step('test a wrong one', async () => {
		const dialog = await panel.editCredential();
		await fillIn(dialog, surface, wrong);
		const text = await dialog.saveAndRead();
		await dialog.close();
		return text;
	});
	await step('run with a wrong one', async () => {
		await panel.execute();
		const { message } = await panel.output.readError();
		expectText(tested, message.replace(` (credential "${name}")`, ''));
	});
	await step('put it right', async () => {
		const dialog = await panel.editCredential();
		await fillIn(
			dialog,
			surface,
			Object.fromEntries(Object.keys(wrong).map((name) => [name, account.data[name]])),
		);
		await dialog.saveAndClose();
	});
}

async function afterItsEnd(account: Account, { editor: { panel }, step }: Scene): Promise<void> {
	await step('run after the session was ended', async () => {
		await account.revoke?.();
		await panel.execute();
		expectText((await panel.output.readError()).all, /connect/i);
	});
}

async function inHttpRequest(entry: Entry, name: string, { editor, stage, step }: Scene): Promise<void> {
	const { title } = await CredentialSurface.of(stage.rest, entry.type);
	const { service } = await NodeSurface.of(stage.rest, entry.node.type);
	const { nodeList, panel } = editor;
	await step('add an HTTP Request node', async () => {
		await nodeList.open();
		await nodeList.type('HTTP Request');
		await nodeList.choose('HTTP Request');
		await panel.waitFor();
		await panel.fields.fill('url', entry.http.url(stage.sandbox));
	});
	await step('choose the credential type', async () => {
		await panel.fields.choose('authentication', 'Predefined Credential Type');
		const found = await panel.fields.search('nodeCredentialType', service.toLowerCase(), title);
		// They sign nothing, so that a request with one of them would go out as if without.
		const keys = found.filter((each) => each.includes('Seal Key'));
		if (keys.length > 0) throw new Error(`It offers ${keys.join(', ')}`);
	});
	await step('choose the credential', async () => await panel.chooseCredential(name));
	await step('run the HTTP Request', async () => {
		await panel.execute();
		expectField(await panel.output.items(), entry.http.shows);
		await stage.pictures.take(entry.type === 'peerTubeSessionsApi' ? 'http-request' : undefined, editor.page);
		await panel.close();
	});
}
