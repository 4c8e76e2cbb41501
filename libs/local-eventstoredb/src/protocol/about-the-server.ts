import type { ClusterInfo } from '@eventstore/db-client/generated/gossip_pb.js';
import gossip from '@eventstore/db-client/generated/gossip_pb.js';
import type { SupportedMethods } from '@eventstore/db-client/generated/serverfeatures_pb.js';
import features from '@eventstore/db-client/generated/serverfeatures_pb.js';
import type { NodeState } from '../node-state.js';

const methods: readonly (readonly [service: string, method: string, ...features: string[]])[] = [
  ['event_store.client.streams.streams', 'read', 'position', 'events'],
  ['event_store.client.streams.streams', 'append'],
  ['event_store.client.streams.streams', 'delete'],
  ['event_store.client.streams.streams', 'tombstone'],
  ['event_store.client.streams.streams', 'batchappend', 'deadline_duration'],
  ['event_store.client.gossip.gossip', 'read'],
];

/** The first thing a client asks. */
export function supportedMethods({ version }: NodeState): SupportedMethods {
  const listed = methods.map(([service, method, ...having]) =>
    new features.SupportedMethod().setServiceName(service).setMethodName(method).setFeaturesList(having),
  );
  return new features.SupportedMethods().setEventStoreServerVersion(version).setMethodsList(listed);
}

/** The cluster as this node knows it; a node that died is still listed for a while. */
export function clusterInfo(node: NodeState): ClusterInfo {
  const { LEADER, FOLLOWER } = gossip.MemberInfo.VNodeState;
  const members = node.members().map(({ port, isLeader, isAlive }) =>
    new gossip.MemberInfo()
      .setState(isLeader ? LEADER : FOLLOWER)
      .setIsAlive(isAlive)
      .setTimeStamp(String(Date.now()))
      .setHttpEndPoint(new gossip.EndPoint().setAddress('127.0.0.1').setPort(port)),
  );
  return new gossip.ClusterInfo().setMembersList(members);
}
