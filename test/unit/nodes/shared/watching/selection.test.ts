import { watchedServices } from '../../../../support/watched';
import { eventsOf } from '../../../../../nodes/shared/watching/triggerFields';
import { selectionOf } from '../../../../../nodes/shared/watching/selection';
import { valueOf } from '../../../../../nodes/shared/node/operation';

/** Which credentials an event needs, as the docs have it (docs/triggers.md); all others are told with any. */
const NEEDED: Readonly<Record<string, readonly string[]>> = {
	'CalCom: Platform Client Added': ['calComSessionsPlatformApi', 'calComSessionsApi'],
	'CalCom: Platform Client Changed': ['calComSessionsPlatformApi', 'calComSessionsApi'],
	'CalCom: Platform Client Removed': ['calComSessionsPlatformApi', 'calComSessionsApi'],
	'CalCom: Platform User Added': ['calComSessionsPlatformApi'],
	'CalCom: Platform User Changed': ['calComSessionsPlatformApi'],
	'CalCom: Platform User Removed': ['calComSessionsPlatformApi'],
	'Fluxer: Application Changed': ['fluxerSessionsUserApi'],
	'Fluxer: Authorization Granted': ['fluxerSessionsUserApi'],
	'Fluxer: Authorization Revoked': ['fluxerSessionsUserApi'],
	'FuseSign: Connection Ends Soon': ['fuseSignSessionsOAuth2Api'],
};
const isToldWith = (event: string, type: string) => NEEDED[event]?.includes(type) ?? true;

const choices = watchedServices.flatMap(({ folder, service }) =>
	service.signIns.flatMap((way) =>
		eventsOf(service).map(({ name }) => ({
			title: `${folder}: ${name} with ${way.signIn.type}`,
			event: `${folder}: ${name}`,
			name,
			service,
			way,
			isTold: isToldWith(`${folder}: ${name}`, way.signIn.type),
		})),
	),
);

describe('the events of a trigger', () => {
	it.each(choices.filter(({ isTold }) => isTold))('$title are watched', ({ service, way, name }) => {
		expect(selectionOf(service, way, [valueOf(name)]).events).toEqual([valueOf(name)]);
	});

	it.each(choices.filter(({ isTold }) => !isTold))(
		'$title are refused, with what can tell them',
		({ service, way, name, event }) => {
			const [other] = service.signIns.filter(({ signIn }) => isToldWith(event, signIn.type));
			expect(() => selectionOf(service, way, [valueOf(name)])).toThrow(
				expect.objectContaining({
					message: expect.stringContaining(`"${name}" cannot be told with the credential`),
					description: expect.stringContaining(`"${other?.choice?.name}"`),
				}),
			);
		},
	);

	it('are named as they are where a credential is needed', () => {
		const events = choices.map(({ event }) => event);
		expect(Object.keys(NEEDED).filter((event) => !events.includes(event))).toEqual([]);
	});
});
