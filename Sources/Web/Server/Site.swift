public import Domain
public import Hummingbird
public import Live
public import Store

/// Everything that is served, and what it stands on.
public struct Site: Sendable {
    let store: Store, hub: Hub, files: StaticFiles
    let clock: @Sendable () -> Instant
    let options: Options
    private let sessions: Sessions, passwords: Passwords, attempts = Attempts(), failed: FailedAttempts
    private let codes: CodeCheck, links = PlaceLimit(burst: 30, seconds: 2)
    private let hashed = PlaceLimit(burst: 10, seconds: 5)
    private let snapshots = SnapshotCache(), health: Health, sharedPages: SharedPages, requests = RequestFigures()
    private let clockWatch = SteadyClock()

    public struct Options: Sendable {
        /// The sign-in page offers the demonstration's members as buttons.
        public var offersDemo = false
        /// Changes whenever the server does, so that no browser takes an older one's answers for this one's.
        public var build = "0"
        public var version = "0"
        /// Where browsers reach it, without a slash at the end; nil where it is not known.
        public var url: String?
        public var mailing: Mailing?
        /// Whose word is taken for where a request comes from.
        public var proxies = TrustedProxies()
        public var backingUp: BackingUp?
        /// Whoever brings it may read the figures, wherever they come from.
        public var metricsToken: String?
        /// Whose figures are told.
        public var connections: ConnectionShares?
        public init() {}
    }

    public init(
        store: Store, hub: Hub, files: StaticFiles, passwords: Passwords, options: Options = Options(),
        clock: @escaping @Sendable () -> Instant
    ) {
        (self.store, self.hub, self.files, self.options, self.clock) = (store, hub, files, options, clock)
        (self.passwords, sessions, health) = (passwords, Sessions(store: store, hub: hub), Health(store))
        failed = FailedAttempts(store: store)
        codes = CodeCheck(store: store, failed: failed)
        sharedPages = SharedPages(store: store, passwords: passwords, failed: failed)
    }

    /// To be called once a minute, and before the store is closed: brings to the audit what was held back, and lets go of
    /// what is too old of all that is kept for a time, once the clock can be trusted.
    public func tidy(at now: Instant) async throws {
        await failed.writeDown(at: now)
        let isSteady = clockWatch.isSteady(at: now)
        try await store.write(as: .quartet, at: now) { tx in
            try tx.boundAudit()
            guard isSteady else { return }
            try tx.pruneAudit()
            try tx.pruneSessions()
            try tx.boundInvitations()
            try tx.pruneRequests()
        }
        try await store.scrub(at: now)
    }

    /// All routes there are, in the order in which they are described.
    public var routes: [Route] {
        let address = PublicAddress(url: options.url)
        let described =
            access(address) + HomeScreens(store: store).routes + Inbox(store: store).routes
            + DigestRoutes(store: store, mailing: options.mailing, url: options.url).routes
            + BackupRoutes(store: store, backingUp: options.backingUp).routes + Exports(store: store).routes
            + AccountScreens(store: store).routes
            + PlanSnapshot(store: store, cache: snapshots, build: options.build).routes
            + CommitmentAnswers(store: store).routes + Agreement(store: store).routes + Promises(store: store).routes
            + AlignmentScreens(store: store).routes + Records(store: store).routes + History(store: store).routes
            + Reviews(store: store).routes + Search(store: store).routes
            + LiveStream(store: store, hub: hub, sessions: sessions, clock: clock).routes
            + PlaceTelling(store: store, hub: hub).routes
            + ShareLinks(store: store, passwords: passwords, address: address, hashed: hashed).routes
            + sharedPages.routes
            + Guests(store: store, address: address).routes
            + health.routes
            + metrics.routes
        return described + Descriptions(routes: described, version: options.version).routes
    }

    /// Getting in, and who may.
    private func access(_ address: PublicAddress) -> [Route] {
        let signIn = SignIn(
            store: store, sessions: sessions, passwords: passwords, attempts: attempts, failed: failed, codes: codes,
            isDemo: options.offersDemo)
        let own = OwnPassword(
            store: store, sessions: sessions, passwords: passwords, attempts: attempts, failed: failed)
        return signIn.routes + Demo(store: store, signIn: signIn, isOffered: options.offersDemo).routes
            + SettingUp(store: store, signIn: signIn, passwords: passwords).routes
            + Invitations(
                store: store, hub: hub, signIn: signIn, passwords: passwords, address: address, failed: failed,
                places: links
            ).routes
            + own.routes + SecondFactors(store: store, sessions: sessions, check: codes, ownPassword: own).routes
            + OthersAccess(store: store, sessions: sessions).routes + AuditRoutes(store: store).routes
            + Erasing(store: store, hub: hub, snapshots: snapshots).routes
    }

    private var metrics: Metrics {
        Metrics(
            store: store, hub: hub, snapshots: snapshots, passwords: passwords, requests: requests,
            build: (options.version, options.build), token: options.metricsToken, connections: options.connections,
            backingUp: options.backingUp)
    }

    public func responder() -> some HTTPResponder<Context> {
        Apart(inner: router().buildResponder(), path: LiveStream.path)
    }

    private func router() -> Router<Context> {
        let router = Router(context: Context.self, options: .autoGenerateHeadEndpoints)
        router.addMiddleware {
            ClientAddress(proxies: options.proxies)
            SecurityHeaders()
            RequestLog(figures: requests)
            Problems()
            Bounds()
            SameOrigin()
            Pages(files: files, reads: FirstReads(store: store, clock: clock))
        }
        router.add(routes, behind: Door(sessions: sessions, clock: clock))
        return router
    }
}
