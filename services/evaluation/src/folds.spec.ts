import { ProtocolOpened } from '@ctg/contracts/evaluation';
import { foldsInLinearTime } from '@ctg/decider/testing';
import { protocol } from './protocol/open-protocol.js';

foldsInLinearTime(protocol, { events: [ProtocolOpened] });
