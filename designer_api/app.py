"""The web application: every controller, the guard they all stand behind, and how errors are told."""

from litestar import Litestar, Router
from litestar.datastructures import State
from litestar.di import Provide
from litestar.logging import LoggingConfig
from litestar.openapi import OpenAPIConfig
from litestar.openapi.spec import Components, Reference, SecurityScheme

from designer_api.access.controller import AccessController
from designer_api.access.middleware import FindCaller
from designer_api.access.proving import ProvingController
from designer_api.access.roles import require_role
from designer_api.access.sessions import COOKIE
from designer_api.access.turns import TakeTurns
from designer_api.contract.routes import operation_id
from designer_api.contract.serving import ContractPlugin
from designer_api.database import (
    open_database,
    provide_conn,
    provide_courier,
    provide_plans,
    provide_pool,
    provide_settings,
    provide_vault,
)
from designer_api.drafts.approvals import ApprovalsController
from designer_api.drafts.comments import CommentsController
from designer_api.drafts.controller import DraftsController
from designer_api.enrollments.controller import EnrollmentsController
from designer_api.events.controller import EventsController
from designer_api.gallery.controller import GalleryController
from designer_api.installation.controller import InstallationController
from designer_api.intake.controller import IntakeController
from designer_api.journeys.audience_count import AudienceCountController
from designer_api.journeys.controller import JourneysController
from designer_api.journeys.experiments import ExperimentsController
from designer_api.journeys.numbers import provide_numbers
from designer_api.journeys.releases import ReleasesController
from designer_api.journeys.scenarios import ScenariosController
from designer_api.journeys.simulate import SimulateController
from designer_api.journeys.vocabulary import VocabularyController
from designer_api.mailbox.controller import MailboxController
from designer_api.messages.composing import ComposingController
from designer_api.messages.controller import MessagesController
from designer_api.messages.trial import TrialsController
from designer_api.once.middleware import ActOnce
from designer_api.overview.controller import OverviewController
from designer_api.pages import add_security_headers, designer
from designer_api.patients.controller import PatientsController
from designer_api.portal.controller import PortalController
from designer_api.portal.forms import FormsController
from designer_api.problems import HANDLERS
from designer_api.runs.controller import RunsController
from designer_api.runs.watch_controller import WatchController
from designer_api.settings.controller import SettingsController
from designer_api.spoken import HearLanguage
from designer_api.streams.controller import StreamsController
from designer_api.tasks.controller import TasksController
from designer_api.tracking.controller import TrackingController
from engine.contracts.courier import OpenCourier
from engine.settings import Settings

CONTROLLERS = [
    AccessController,
    ApprovalsController,
    AudienceCountController,
    CommentsController,
    ComposingController,
    DraftsController,
    EnrollmentsController,
    EventsController,
    ExperimentsController,
    FormsController,
    GalleryController,
    InstallationController,
    IntakeController,
    JourneysController,
    MailboxController,
    MessagesController,
    OverviewController,
    PatientsController,
    PortalController,
    ProvingController,
    ReleasesController,
    RunsController,
    ScenariosController,
    SettingsController,
    SimulateController,
    StreamsController,
    TasksController,
    TrackingController,
    TrialsController,
    WatchController,
    VocabularyController,
]

_SCHEMES: dict[str, SecurityScheme | Reference] = {
    "session": SecurityScheme(type="apiKey", security_scheme_in="cookie", name=COOKIE),
    "key": SecurityScheme(type="http", scheme="bearer"),
    "signature": SecurityScheme(type="apiKey", security_scheme_in="header", name="X-Hub-Signature"),
}


def create_app(settings: Settings, open_courier: OpenCourier | None = None) -> Litestar:
    """The ASGI application. Opens its database pool when it starts; without a courier no mail leaves it."""
    return Litestar(
        [*CONTROLLERS, designer],
        guards=[require_role],
        middleware=[HearLanguage(), FindCaller(), TakeTurns(), ActOnce()],
        exception_handlers=HANDLERS,
        before_send=[add_security_headers],
        dependencies={
            "conn": Provide(provide_conn),
            "courier": Provide(provide_courier, sync_to_thread=False),
            "plans": Provide(provide_plans, sync_to_thread=False),
            "numbers": Provide(provide_numbers, sync_to_thread=False),
            "pool": Provide(provide_pool, sync_to_thread=False),
            "vault": Provide(provide_vault, sync_to_thread=False),
            "settings": Provide(provide_settings, sync_to_thread=False),
        },
        lifespan=[open_database],
        state=State({"settings": settings, "open_courier": open_courier}),
        openapi_config=OpenAPIConfig(
            title="Careloom",
            version="1",
            openapi_router=Router(
                "/api/schema", route_handlers=[], opt={"role": "viewer"}, include_in_schema=False
            ),
            components=Components(security_schemes=_SCHEMES),
            operation_id_creator=operation_id,
            render_plugins=[ContractPlugin(path=["/", "/openapi.json"])],
        ),
        logging_config=LoggingConfig(configure_root_logger=False, log_exceptions="never"),
        request_max_body_size=1_100_000,
    )
