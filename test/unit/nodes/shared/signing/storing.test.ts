import { mayStore, notePlain, STORES_ONLY_WHAT_IS_NEW } from '../../../../../nodes/shared/signing/storing';

const plain = { password: 'a' };
notePlain(plain);

it('n8n of today stores nothing but what is new', () => {
	expect(STORES_ONLY_WHAT_IS_NEW).toBe(true);
	expect(mayStore({ password: 'a' }, false)).toBe(true);
});

it.each([
	['nothing is known of', { password: 'a' }, false, false],
	['is known to hold no expressions', plain, false, true],
	['has a session of the same account', { password: 'a' }, true, true],
])('an n8n that stores all may store a credential that %s: %#', (_, data, isStored, may) => {
	expect(mayStore(data, isStored, false)).toBe(may);
});
