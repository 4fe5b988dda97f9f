// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Words

extension Site {
    /// Renders every sample of every view. A template, partial, value or sentence that is missing stops the program here and
    /// never shows as a hole in a page. Languages and readers differ in the frame around a view, which two of them show: all of
    /// them for each view are a test's.
    func checkViews() throws {
        let frames = Self.frames(catalogs)
        try Self.check(Self.views, in: Array(frames.prefix(1)), of: templates)
        try Self.check([HomeView.self, ErrorView.self], in: frames, of: templates)
    }

    /// For everybody who may read a page, in every language; the first for whoever is shown most.
    static func frames(_ catalogs: Catalogs) -> [Frame] {
        let accounts = [
            Frame.Account(name: "A", isOwner: true, isPractitioner: true),
            Frame.Account(name: "A", isOwner: false, isPractitioner: false), nil,
        ]
        return Language.allCases.flatMap { language in
            accounts.map { account in
                Frame(
                    words: catalogs[language], practice: "P", assets: "/assets/v", path: "/", account: account,
                    formToken: "t")
            }
        }
    }

    static func check(_ views: [any View.Type], in frames: [Frame], of templates: TemplateLibrary) throws {
        for frame in frames {
            for type in views { try check(type, frame, templates) }
        }
    }

    private static func check<V: View>(_ type: V.Type, _ frame: Frame, _ templates: TemplateLibrary) throws {
        for sample in V.samples { try templates.check(sample, frame: frame) }
    }

    static let views: [any View.Type] = [
        AdminClientView.self, AdminFiguresView.self, AdminPersonView.self, AdminView.self, AppointmentView.self,
        BookDoneView.self, BookFormView.self, BookSentView.self, BookTakenView.self, BookTimesView.self,
        BookTypesView.self, CalendarHoursView.self, CalendarView.self, CancelByClientView.self,
        ClientAppointmentView.self, ClientCallView.self, CorrectAddressView.self, DeskMailItemView.self,
        DeskMailView.self, DeskMoveView.self, DeskSettingsView.self,
        DeskView.self, DeviceTestView.self, ErrorView.self, ForgottenPasswordView.self, HelpView.self, HomeView.self,
        HostRoomView.self, InvitationView.self, LoginView.self, MoveConfirmView.self, MoveView.self,
        OfferCalendarsView.self, OfferHoursView.self, OfferPageView.self, OfferProgramsView.self, OfferRulesView.self,
        OfferTypeView.self, OfferTypesView.self, OfferWordingView.self, OfferWordingsView.self, ProposeView.self,
        NewAppointmentView.self, NewPasswordView.self, SetUpDoneView.self, SetUpView.self, TextPageView.self,
    ]
}
