import { watchedServices } from '../../../../support/watched';
import { eventsOf } from '../../../../../nodes/shared/watching/triggerFields';
import { canTell, selectionOf } from '../../../../../nodes/shared/watching/selection';
import { valueOf } from '../../../../../nodes/shared/node/operation';

const choices = watchedServices.flatMap(({ folder, service }) =>
	service.signIns.flatMap((way) =>
		eventsOf(service).map(({ name }) => ({
			title: `${folder}: ${name} with ${way.signIn.type}`,
			name,
			service,
			way,
			isTold: canTell(service, way.signIn, valueOf(name)),
		})),
	),
);

describe('the events of a trigger', () => {
	it.each(choices.filter(({ isTold }) => isTold))('$title are watched', ({ service, way, name }) => {
		expect(selectionOf(service, way, [valueOf(name)]).events).toEqual([valueOf(name)]);
	});

	it.each(choices.filter(({ isTold }) => !isTold))(
		'$title are refused, with what can tell them',
		({ service, way, name }) => {
			const [other] = service.signIns.filter(({ signIn }) => canTell(service, signIn, valueOf(name)));
			expect(() => selectionOf(service, way, [valueOf(name)])).toThrow(
				expect.objectContaining({
					message: expect.stringContaining(`"${name}" cannot be told with the credential`),
					description: expect.stringContaining(`"${other?.choice?.name}"`),
				}),
			);
		},
	);

	it('can each be told with some credential, and some with one alone', () => {
		const told = choices.filter(({ isTold }) => isTold).map(({ title }) => title);
		expect(told).not.toContain('FuseSign: Connection Ends Soon with fuseSignSessionsApi');
		expect(told).toContain('FuseSign: Connection Ends Soon with fuseSignSessionsOAuth2Api');
		for (const { service } of watchedServices)
			for (const { name } of eventsOf(service))
				expect(service.signIns.some(({ signIn }) => canTell(service, signIn, valueOf(name)))).toBe(true);
	});
});
