import type { Page } from 'playwright-core';

/** What a node has put out, or what went wrong, in its panel. */
export class Output {
	constructor(private readonly page: Page) {}

	/** The items, as the table shows them: texts by the headings of their columns. */
	async items(): Promise<Array<Record<string, string>>> {
		await this.panel.getByTestId('radio-button-table').click();
		const table = this.panel.locator('table').first();
		const headings = (await table.locator('th').allInnerTexts()).map((text) => text.trim());
		const rows = await table.locator('tbody tr').all();
		const cells = await Promise.all(rows.map(async (row) => await row.locator('td').allInnerTexts()));
		return cells.map((row) => Object.fromEntries(headings.map((name, column) => [name, row[column] ?? ''])));
	}

	/** What went wrong: the sentence above all, and everything that is told when one asks. */
	async readError(): Promise<{ message: string; all: string }> {
		await this.error.waitFor();
		await this.panel.getByText('Other info').click();
		return { message: (await this.error.innerText()).trim(), all: await this.panel.innerText() };
	}

	private get error() {
		return this.panel.getByTestId('node-error-message');
	}

	private get panel() {
		return this.page.getByTestId('output-panel');
	}
}
