import { entries as calCom } from './calCom';
import { entries as dropboxSign } from './dropboxSign';
import { entries as fluxer } from './fluxer';
import { entries as fuseSign } from './fuseSign';
import { entries as peerTube } from './peerTube';

/** Every credential type that the rows can be run for. A new one is one entry here. */
export const entries = [...peerTube, ...fuseSign, ...dropboxSign, ...fluxer, ...calCom];
