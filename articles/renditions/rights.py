"""What every rendition says of its picture: the columns of the image's row, in the words of the files' metadata."""

from ..imaging import RightsMetadata
from ..models import Image, SourceType


def rights_of(image: Image) -> RightsMetadata:
    """What the database says of `image`, and nothing that its original said beside it."""
    city, _, country = image.place.rpartition(", ")
    return RightsMetadata(
        title=image.title,
        caption=image.caption,
        alt_text=image.alt_text,
        creator=image.creator,
        credit_line=image.credit_line,
        copyright_notice=image.copyright_notice,
        web_statement=image.licence_address,
        usage_terms=image.usage_terms,
        licensor_name=image.licensor_name,
        licensor_url=image.licensor_url,
        digital_source_type=SourceType(image.digital_source_type).address if image.digital_source_type else "",
        data_mining=image.data_mining,
        date_created=image.date_created.isoformat() if image.date_created else "",
        # A place is “City, Country” as it is taken in; what is one name alone is a city's.
        city=city or country,
        country=country if city else "",
    )
