import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Owner } from './entities';
import type { N8nRest } from './rest';

/** An owner whose password is made of 12 random bytes. */
export function newOwner(): Owner {
	// n8n wants a capital letter and a digit, which random text may lack.
	return { email: 'owner@sandbox.example', password: `${randomBytes(12).toString('base64url')}A1` };
}

/**
 * Signs in as the owner of a user folder, who is made at its first start and remembered in it, readable by its
 * owner only.
 */
export async function signIn(rest: N8nRest, userFolder: string): Promise<Owner> {
	const file = path.join(userFolder, 'owner.json');
	if (existsSync(file)) {
		const owner = JSON.parse(readFileSync(file, 'utf8')) as Owner;
		await rest.login(owner);
		return owner;
	}
	const owner = newOwner();
	await rest.setUpOwner(owner);
	writeFileSync(file, JSON.stringify(owner), { mode: 0o600 });
	return owner;
}
