public import Channels

/// The routing table: which connector carries out which errand. An action's own line comes first, then its channel's, then the default.
public struct Connectors: Sendable {
  private let fallback: Way
  private let actions: [String: Way]
  private let channels: [String: Way]

  /// - Parameters:
  ///   - actions: by the id of the declared action.
  ///   - channels: by the channel's name, e.g. `phone`.
  public init(default fallback: any Connector, actions: [String: any Connector] = [:], channels: [String: any Connector] = [:]) {
    self.fallback = Way(fallback)
    self.actions = actions.mapValues(Way.init)
    self.channels = channels.mapValues(Way.init)
  }

  /// The way out for this errand.
  public func connector(for errand: Errand) -> any Connector { way(ofAction: errand.action, channel: errand.channel).connector }

  /// The way out that this probe tries.
  func connector(for probe: Probe) -> any Connector {
    switch probe.content {
    case .message(let channel, _, _): way(ofAction: nil, channel: channel).connector
    case .dryRun(let action, let channel): way(ofAction: action, channel: channel).connector
    }
  }

  /// The same where it answers at once; nil where it takes its time.
  func promptConnector(ofAction action: String?, channel: String?) -> (any PromptConnector)? { way(ofAction: action, channel: channel).prompt }

  /// Those with a scope of their own first, by name.
  var ways: [WayOut] {
    let ofChannels = channels.sorted { $0.key < $1.key }.map { WayOut(scope: .channel($0.key), isOpen: $0.value.connector.isOpen) }
    let ofActions = actions.sorted { $0.key < $1.key }.map { WayOut(scope: .action($0.key), isOpen: $0.value.connector.isOpen) }
    return ofChannels + ofActions + [WayOut(scope: .everythingElse, isOpen: fallback.connector.isOpen)]
  }

  private func way(ofAction action: String?, channel: String?) -> Way { action.flatMap { actions[$0] } ?? channel.flatMap { channels[$0] } ?? fallback }
}

/// A connector, and whether it answers at once: asked of each once, and not of each errand.
private struct Way: Sendable {
  let connector: any Connector
  let prompt: (any PromptConnector)?

  init(_ connector: any Connector) {
    self.connector = connector
    prompt = connector as? any PromptConnector
  }
}
