public import Channels

/// The routing table: which connector carries out which errand. An action's own line comes first, then its channel's, then the default.
public struct Connectors: Sendable {
  private let fallback: any Connector
  private let actions: [String: any Connector]
  private let channels: [String: any Connector]

  /// - Parameters:
  ///   - actions: by the id of the declared action.
  ///   - channels: by the channel's name, e.g. `phone`.
  public init(default fallback: any Connector, actions: [String: any Connector] = [:], channels: [String: any Connector] = [:]) {
    self.fallback = fallback
    self.actions = actions
    self.channels = channels
  }

  /// The way out for this errand.
  public func connector(for errand: Errand) -> any Connector {
    errand.action.flatMap { actions[$0] } ?? errand.channel.flatMap { channels[$0] } ?? fallback
  }
}
