import { generateKeyPairSync, sign } from 'node:crypto';

/** One value of ASN.1 in DER (ITU-T X.690), out of its tag and its content. */
function der(tag: number, ...content: Buffer[]): Buffer {
	const body = Buffer.concat(content);
	const length = body.length < 128 ? [body.length] : [0x82, body.length >> 8, body.length & 0xff];
	return Buffer.concat([Buffer.from([tag, ...length]), body]);
}
const sequence = (...content: Buffer[]) => der(0x30, ...content);
const oid = (hex: string) => der(0x06, Buffer.from(hex, 'hex'));
const time = (year: number) => der(0x18, Buffer.from(`${year}0101000000Z`));

const ECDSA_WITH_SHA256 = sequence(oid('2a8648ce3d040302'));
const NAME = sequence(der(0x31, sequence(oid('550403'), der(0x0c, Buffer.from('sandbox')))));
/** The addresses of this machine, as `subjectAltName`. */
const FOR_THIS_MACHINE = sequence(
	oid('551d11'),
	der(0x04, sequence(der(0x87, Buffer.from([127, 0, 0, 1])), der(0x82, Buffer.from('localhost')))),
);

/** A key and a certificate (RFC 5280) that nobody else has signed, made for this run. */
export function selfSigned(): { key: string; cert: string } {
	const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
	const content = sequence(
		der(0xa0, der(0x02, Buffer.from([2]))),
		der(0x02, Buffer.from([1])),
		ECDSA_WITH_SHA256,
		NAME,
		sequence(time(2020), time(2120)),
		NAME,
		publicKey.export({ type: 'spki', format: 'der' }),
		der(0xa3, sequence(FOR_THIS_MACHINE)),
	);
	const signature = der(0x03, Buffer.from([0]), sign('sha256', content, privateKey));
	const body = sequence(content, ECDSA_WITH_SHA256, signature).toString('base64');
	return {
		key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
		cert: `-----BEGIN CERTIFICATE-----\n${body.match(/.{1,64}/g)?.join('\n')}\n-----END CERTIFICATE-----\n`,
	};
}
