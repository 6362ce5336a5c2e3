import type { Locator, Page } from 'playwright-core';
import { CredentialDialog } from './credentialDialog';
import { Fields } from './fields';
import { choose } from './lists';
import { Output } from './output';
import { actUntil, readsAs } from './patience';

/** The panel of a node: its parameters, its credential, what it puts out. */
export class NodePanel {
	readonly fields: Fields;
	readonly output: Output;

	constructor(private readonly page: Page) {
		this.fields = new Fields(page, page.getByTestId('node-parameters'));
		this.output = new Output(page);
	}

	async waitFor(): Promise<void> {
		await this.executeButton.waitFor();
	}

	async isOpen(): Promise<boolean> {
		return await this.executeButton.isVisible();
	}

	/** Opens the dialog of a new credential. As long as there is none of its type, a button stands in place of the list. */
	async newCredential(): Promise<CredentialDialog> {
		const button = this.page.getByTestId('node-credentials-empty-state').getByRole('button').first();
		await button.or(this.credentials).first().waitFor();
		if (await button.isVisible()) {
			await button.click();
			return await this.dialog();
		}
		await this.openCredentials();
		await this.newEntry.click();
		return await this.dialog();
	}

	/** Opens the dialog of the credential that is chosen, one that n8n tests. */
	async editCredential(): Promise<CredentialDialog> {
		await this.page.getByTestId('credential-edit-button').filter({ visible: true }).first().click();
		const dialog = await this.dialog();
		await dialog.waitForTest();
		return dialog;
	}

	/** Chooses a stored credential, and looks whether it is the one that stands there then. */
	async chooseCredential(name: string): Promise<void> {
		await this.openCredentials();
		await choose(this.page, name);
		await this.newEntry.waitFor({ state: 'hidden' });
		const field = this.credentials.locator('input').first();
		const chosen = await readsAs(name, async () => await field.inputValue());
		if (chosen !== name) throw new Error(`${name} was chosen, and ${chosen} stands there`);
	}

	/** Lets it go on after an item that failed. */
	async continueOnError(): Promise<void> {
		await this.page.getByTestId('tab-settings').click();
		const settings = new Fields(this.page, this.page.getByTestId('ndv'));
		await settings.choose('onError', 'Continue');
		await this.page.getByTestId('tab-params').click();
	}

	async execute(): Promise<void> {
		await this.executeButton.click();
	}

	async close(): Promise<void> {
		await this.page.getByTestId('ndv-close-button').click();
		await this.executeButton.waitFor({ state: 'hidden' });
	}

	private async openCredentials(): Promise<void> {
		await actUntil(this.newEntry, async () => await this.credentials.click());
	}

	private async dialog(): Promise<CredentialDialog> {
		const dialog = new CredentialDialog(this.page);
		await dialog.waitFor();
		return dialog;
	}

	private get executeButton(): Locator {
		return this.page.getByTestId('node-execute-button');
	}

	private get newEntry(): Locator {
		return this.page.getByTestId('node-credentials-select-item-new').filter({ visible: true });
	}

	private get credentials(): Locator {
		return this.page.getByTestId('node-credentials-select').filter({ visible: true }).first();
	}
}
