import { sendInEitherForm, type HttpCall } from '../../../oauth/http';
import { answer, call } from '../../support/dialects';

describe('a request whose form may not be taken', () => {
	const asJson = call({ body: '{}' });
	const sent = async (request: HttpCall, ...statuses: number[]) => {
		const calls: HttpCall[] = [];
		const { status } = await sendInEitherForm(request, async (each) => {
			calls.push(each);
			return answer(statuses[calls.length - 1] ?? 500, '');
		});
		return { status, calls };
	};
	const form = call({ body: 'a=b', asJson: () => asJson });

	it.each([
		['is taken', form, [200], 200, [form]],
		['is refused for something else', form, [400], 400, [form]],
		['may have been carried out', form, [503], 503, [form]],
		['is not taken as a form', form, [415, 200], 200, [form, asJson]],
		['is not taken as JSON either', form, [415, 415], 415, [form, asJson]],
		['has no other form', asJson, [415], 415, [asJson]],
	])('that %s', async (_, request, statuses, status, calls) => {
		expect(await sent(request, ...statuses)).toEqual({ status, calls });
	});
});
