import type { Locator, Page } from 'playwright-core';
import { choose, offered } from './lists';

/** A form of parameters, of a node or of a credential. Fields go by their names in the parameters. */
export class Fields {
	constructor(
		private readonly page: Page,
		private readonly form: Locator,
	) {}

	async fill(name: string, text: string): Promise<void> {
		await this.field(name).locator('input, textarea').first().fill(text);
	}

	async choose(name: string, option: string): Promise<void> {
		await this.field(name).click();
		await choose(this.page, option);
	}

	/** Chooses from a list that one searches by typing; gives back everything that was found. */
	async search(name: string, typed: string, option: string): Promise<string[]> {
		await this.field(name).click();
		await this.page.keyboard.type(typed);
		await offered(this.page).filter({ hasText: option }).first().waitFor();
		const found = await offered(this.page).allInnerTexts();
		await choose(this.page, option);
		return found;
	}

	/** Chooses several of a list that stays open meanwhile. */
	async chooseMany(name: string, options: string[]): Promise<void> {
		await this.field(name).click();
		for (const option of options) await choose(this.page, option);
		await this.page.keyboard.press('Tab');
	}

	async flip(name: string): Promise<void> {
		await this.field(name).getByRole('switch').or(this.field(name).locator('.el-switch')).first().click();
	}

	/** Opens a list of what the provider has, and chooses the first there is; gives back what it is called. */
	async pickFirst(name: string): Promise<string> {
		await this.field(name).getByTestId('rlc-input').click();
		const first = this.page.getByTestId('rlc-item').first();
		const problem = this.page.getByTestId('rlc-error-container');
		await first.or(problem).first().waitFor();
		if (await problem.isVisible()) throw new Error(`Nothing to pick: ${await problem.innerText()}`);
		const title = (await first.innerText()).trim();
		await first.click();
		return title;
	}

	private field(name: string): Locator {
		return this.form.getByTestId(`parameter-input-${name}`).first();
	}
}
