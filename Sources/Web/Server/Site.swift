public import Domain
public import Hummingbird
public import Live
public import Store

/// Everything that is served, and what it stands on.
public struct Site: Sendable {
  let store: Store, hub: Hub, files: StaticFiles
  let clock: @Sendable () -> Instant
  let options: Options

  public struct Options: Sendable {
    /// The sign-in page offers the demonstration's members as buttons.
    public var offersDemo = false
    /// Changes whenever the server does, so that no browser takes an older one's answers for this one's.
    public var build = "0"
    public init() {}
  }

  public init(
    store: Store, hub: Hub, files: StaticFiles, options: Options = Options(),
    clock: @escaping @Sendable () -> Instant
  ) {
    (self.store, self.hub, self.files, self.options, self.clock) = (
      store, hub, files, options, clock
    )
  }

  /// All routes there are, in the order in which they are described.
  public var routes: [Route] {
    Health(store).routes
  }

  public func router() -> Router<Context> {
    let router = Router(context: Context.self, options: .autoGenerateHeadEndpoints)
    router.addMiddleware {
      SecurityHeaders()
      RequestLog()
      Problems()
      Bounds()
      SameOrigin()
      Pages(files: files)
    }
    router.add(routes, behind: Door(sessions: Sessions(store: store, hub: hub), clock: clock))
    return router
  }
}
