// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Hummingbird

extension Site {
    /// All routes behind what every request passes, outermost first.
    func router() -> Router<PageContext> {
        let router = Router(context: PageContext.self, options: .autoGenerateHeadEndpoints)
        router.middlewares.add(HeaderFields(headers: securityHeaders))
        router.middlewares.add(LanguageChoice(fallback: defaultLanguage))
        router.middlewares.add(ErrorPages(site: self))
        router.middlewares.add(ClientAddress(proxies: proxies))
        router.middlewares.add(HostCheck(hosts: [publicURL.authority]))
        APIController(site: self).addRoutes(to: router)
        router.middlewares.add(OriginCheck(origins: [publicURL.origin]))
        AssetController(assets: assets, headers: securityHeaders).addRoutes(to: router)
        router.middlewares.add(LoginCheck(site: self))
        OpenController(site: self).addRoutes(to: router)
        SetUpController(site: self).addRoutes(to: router)
        LoginController(site: self).addRoutes(to: router)
        PasswordController(site: self).addRoutes(to: router)
        DeskController(site: self).addRoutes(to: router)
        AppointmentController(site: self).addRoutes(to: router)
        MoveController(site: self).addRoutes(to: router)
        ProposalController(site: self).addRoutes(to: router)
        CalendarController(site: self).addRoutes(to: router)
        DeskMailController(site: self).addRoutes(to: router)
        DeskSettingsController(site: self).addRoutes(to: router)
        OfferPageController(site: self).addRoutes(to: router)
        OfferRulesController(site: self).addRoutes(to: router)
        OfferTypesController(site: self).addRoutes(to: router)
        OfferHoursController(site: self).addRoutes(to: router)
        OfferExceptionsController(site: self).addRoutes(to: router)
        OfferCalendarsController(site: self).addRoutes(to: router)
        OfferKeysController(site: self).addRoutes(to: router)
        OfferHooksController(site: self).addRoutes(to: router)
        OfferWordingsController(site: self).addRoutes(to: router)
        HostRoomController(site: self).addRoutes(to: router)
        AdminController(site: self).addRoutes(to: router)
        AdminPersonController(site: self).addRoutes(to: router)
        AdminClientController(site: self).addRoutes(to: router)
        AdminFiguresController(site: self).addRoutes(to: router)
        ClientController(site: self).addRoutes(to: router)
        ClientMoveController(site: self).addRoutes(to: router)
        ClientCancelController(site: self).addRoutes(to: router)
        ClientProposalController(site: self).addRoutes(to: router)
        ClientCalendarController(site: self).addRoutes(to: router)
        ClientTestController(site: self).addRoutes(to: router)
        BookController(site: self).addRoutes(to: router)
        BookHoldController(site: self).addRoutes(to: router)
        BookRequestController(site: self).addRoutes(to: router)
        EmbedController(site: self).addRoutes(to: router)
        CallController(site: self).addRoutes(to: router)
        TicketController(site: self).addRoutes(to: router)
        RelayTestController(site: self).addRoutes(to: router)
        return router
    }
}
