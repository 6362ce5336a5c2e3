import type { Page } from 'playwright-core';
import { Fields } from './fields';
import { choose } from './lists';

/** The dialog in which a credential is made, tested and connected. */
export class CredentialDialog {
	readonly fields: Fields;

	constructor(private readonly page: Page) {
		this.fields = new Fields(page, this.form);
	}

	async waitFor(): Promise<void> {
		await this.title.waitFor();
	}

	/** Waits until n8n has tested what was opened, as it does by itself: it mixes up tests that run at the same time. */
	async waitForTest(): Promise<void> {
		await this.form
			.getByText(/Connection tested successfully|Couldn.t connect with these settings/)
			.filter({ visible: true })
			.first()
			.waitFor();
	}

	/** Chooses the way to sign in, of a node that has several. */
	async chooseWay(name: string): Promise<void> {
		await this.ways.waitFor();
		if ((await this.ways.innerText()).trim() === name) return;
		await this.ways.click();
		await choose(this.page, name);
	}

	async name(): Promise<string> {
		return (await this.title.innerText()).trim();
	}

	/** Saves, whereupon n8n tests it, where there is a test, and closes a new one if all is well. */
	async saveAndClose(): Promise<void> {
		await this.saveButton.click();
		const closed = this.title.waitFor({ state: 'hidden' });
		const tested = this.form.getByText('Connection tested successfully').waitFor();
		await Promise.any([closed, tested]).catch(async () => {
			throw new Error(`It is not connected: ${await this.readProblem()}`);
		});
		if (await this.title.isVisible()) await this.close();
	}

	/** Saves what is wrong with it, and reads what the test says of that. */
	async saveAndRead(): Promise<string> {
		await this.saveButton.click();
		return await this.readProblem();
	}

	private async readProblem(): Promise<string> {
		await this.form.getByText('More details').click();
		return await this.form.innerText();
	}

	/** Clicks Connect and says yes on the page that the provider opens, whereupon n8n closes both. */
	async connect(): Promise<void> {
		const opened = this.page.waitForEvent('popup');
		await this.form.getByRole('button', { name: 'Connect', exact: true }).click();
		const consent = await opened;
		await consent.getByRole('button', { name: 'Approve' }).click();
		await this.title.waitFor({ state: 'hidden' });
	}

	async close(): Promise<void> {
		const dialog = this.page.getByRole('dialog').filter({ has: this.title });
		await dialog.getByRole('button', { name: 'Close' }).click();
		await this.title.waitFor({ state: 'hidden' });
	}

	private get form() {
		return this.page.getByTestId('credential-edit-dialog');
	}

	private get ways() {
		return this.page.getByTestId('credential-mode-dropdown-trigger');
	}

	private get title() {
		return this.page.getByTestId('credential-name');
	}

	private get saveButton() {
		return this.page.getByTestId('credential-save-button').getByRole('button');
	}
}
