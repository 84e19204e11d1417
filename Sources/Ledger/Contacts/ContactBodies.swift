import Casework
import Playbook

// The bodies of stored signals that are about contact.

struct HeldBody: Codable {
  let effect: EffectKey
  let until: Instant
  let reason: Held.Reason
}

struct HeardBody: Codable {
  let party: Party.ID
  let channel: ChannelName
}

struct PersonsBody: Codable {
  let persons: [Party.ID: PersonID]
}
