import { programFolders } from './paths';
import { findProgram } from './services';

const programs = ['chromium', 'chromium-browser', 'google-chrome'];

/** Where Chromium is, or a browser made from it, if one is installed. */
export function findChromium(folders = programFolders()): string | undefined {
	return programs.map((program) => findProgram(program, folders)).find((file) => file !== undefined);
}

/** What is not installed of what drives the editor with a mouse, by Debian's name of the package. */
export function missingBrowser(folders = programFolders()): string[] {
	return findChromium(folders) === undefined ? ['chromium'] : [];
}
