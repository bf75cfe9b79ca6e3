"""Maps and charts of control: faces, changes and tables in; pictures as SVG and PNG out."""

from whoholds.showing.maps.compare_map import ChangeMap, change_map
from whoholds.showing.maps.drawing import Picture
from whoholds.showing.maps.files import check_name, write_picture
from whoholds.showing.maps.frame import Frame, frame_for
from whoholds.showing.maps.map_figure import ControlMap, control_map
from whoholds.showing.maps.page_map import MapPicture, map_for_page, map_style
from whoholds.showing.maps.png import png
from whoholds.showing.maps.series_chart import series_chart
from whoholds.showing.maps.surroundings import Neighbour, Surroundings, Town, known_water, read_water, surroundings_of
from whoholds.showing.maps.svg import svg
from whoholds.showing.maps.table import html_table, shares_of_map
from whoholds.showing.maps.towns import towns_of

__all__ = [
    "ChangeMap",
    "ControlMap",
    "Frame",
    "MapPicture",
    "Neighbour",
    "Picture",
    "Surroundings",
    "Town",
    "change_map",
    "check_name",
    "control_map",
    "frame_for",
    "html_table",
    "known_water",
    "map_for_page",
    "map_style",
    "png",
    "read_water",
    "series_chart",
    "shares_of_map",
    "surroundings_of",
    "svg",
    "towns_of",
    "write_picture",
]
