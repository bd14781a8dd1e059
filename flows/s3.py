"""The only code that speaks to S3 and to what speaks its language.

Credentials, region and endpoint are what boto3 finds: the AWS_* variables, the profile, the machine's own role.
"""

import errno
import os
from collections.abc import Callable, Sequence
from functools import cache, wraps
from mimetypes import guess_type
from pathlib import Path
from typing import Any, ParamSpec, TypeVar

from flows.errors import WrongCall
from flows.store import Found

# The largest object that S3 copies in one request; longer ones go in parts.
_LARGEST_COPY = 5 * 1024**3
# S3's own limit for one request.
_KEYS_AT_ONCE = 1000
P = ParamSpec("P")
R = TypeVar("R")


class Refused(WrongCall):
    """The store can't be reached, or refuses; the message says what, where and what to do."""


class Overtaken(Exception):
    """An object is not the one that was there before: somebody else wrote it."""


def _told(method: Callable[P, R]) -> Callable[P, R]:
    """What the library raises, as this module's errors: of one object an `OSError`, of the store `Refused`."""

    @wraps(method)
    def asked(*args: P.args, **kwargs: P.kwargs) -> R:
        from boto3.exceptions import Boto3Error
        from botocore.exceptions import BotoCoreError, ClientError

        bucket: Any = args[0]
        try:
            return method(*args, **kwargs)
        except ClientError as error:
            raise bucket.refusal(error) from error
        except (BotoCoreError, Boto3Error) as error:
            # An upload that fails only hands on the words of what the store answered.
            if isinstance(error.__context__, ClientError):
                raise bucket.refusal(error.__context__) from error
            said = " ".join(str(error).split()).rstrip(".")
            raise Refused(f"{bucket.url}: {said[:300]}. {_UNREACHED}") from error

    return asked


class S3Bucket:
    """A bucket; keys are whole ones."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.url = f"s3://{name}"
        self.client, self.is_anonymous = _client(
            tuple(sorted((k, v) for k, v in os.environ.items() if k[:4] == "AWS_"))
        )

    @_told
    def list(self, prefix: str, most: int | None = None) -> list[Found]:
        """The objects whose keys begin so, or the first few of them."""
        pages = self.client.get_paginator("list_objects_v2").paginate(
            Bucket=self.name, Prefix=prefix, PaginationConfig={"MaxItems": most}
        )
        return [
            Found(each["Key"], each["Size"], int(each["LastModified"].timestamp()) * 10**9, e_tag=each["ETag"])
            for page in pages
            for each in page.get("Contents", ())
        ]

    @_told
    def head(self, key: str) -> Found | None:
        """The object; None when there is none, or no such bucket."""
        from botocore.exceptions import ClientError

        try:
            about = self.client.head_object(Bucket=self.name, Key=key)
        except ClientError as error:
            if _code(error) == "404":
                return None
            raise
        modified_ns = int(about["LastModified"].timestamp()) * 10**9
        return Found(key, about["ContentLength"], modified_ns, e_tag=about["ETag"])

    @_told
    def get(self, key: str, span: tuple[int, int] | None = None, e_tag: str | None = None) -> bytes:
        """The object's bytes, or those from the first number to before the second.

        Raises `FileNotFoundError`, and `OSError` when it may not be read or is another one than the tag says.
        """
        from botocore.exceptions import ClientError

        wanted: dict[str, str] = {"Range": f"bytes={span[0]}-{span[1] - 1}"} if span else {}
        wanted |= {"IfMatch": e_tag} if e_tag else {}
        try:
            content: bytes = self.client.get_object(Bucket=self.name, Key=key, **wanted)["Body"].read()
        except ClientError as error:
            if own := _OF_ONE_OBJECT.get(_code(error)):
                raise OSError(*own, f"{self.url}/{key}") from error
            raise
        return content

    @_told
    def put(self, key: str, content: bytes, *, only_over: str | None) -> str:
        """Write the object over the one with this tag, with None if there is none; its new tag. Raises `Overtaken`."""
        from botocore.exceptions import ClientError

        condition = {"IfMatch": only_over} if only_over else {"IfNoneMatch": "*"}
        try:
            # Who keeps copies of such a file for readers has to ask each time whether it is another one by now.
            put = self.client.put_object(
                Bucket=self.name, Key=key, Body=content, **_described(key), CacheControl="no-cache", **condition
            )
        except ClientError as error:
            if _code(error) in ("PreconditionFailed", "ConditionalRequestConflict", "NoSuchKey"):
                raise Overtaken(f"{self.url}/{key}") from error
            raise
        return str(put["ETag"])

    @_told
    def upload(self, key: str, place: Path) -> None:
        described = _described(key)
        self.client.upload_file(str(place), self.name, key, ExtraArgs=described, Config=_parts(use_threads=False))

    @_told
    def copy(self, source: str, target: str, size_bytes: int) -> None:
        """Let the store copy an object; one above 5 GB in parts."""
        origin = {"Bucket": self.name, "Key": source}
        if size_bytes <= _LARGEST_COPY:
            self.client.copy_object(Bucket=self.name, Key=target, CopySource=origin)
        else:
            self.client.copy(origin, self.name, target, Config=_parts(multipart_chunksize=1024**3))

    @_told
    def delete(self, keys: Sequence[str]) -> None:
        self._delete([{"Key": key} for key in keys])

    @_told
    def purge(self, prefix: str) -> str | None:
        """Delete what a bucket with versioning keeps of objects that were overwritten or deleted.

        Returns why it can't where it may not look, or the store knows no such thing.
        """
        from botocore.exceptions import ClientError

        try:
            for page in self.client.get_paginator("list_object_versions").paginate(Bucket=self.name, Prefix=prefix):
                old = [each for each in page.get("Versions", ()) if not each["IsLatest"]]
                old += page.get("DeleteMarkers", ())
                self._delete([{"Key": each["Key"], "VersionId": each["VersionId"]} for each in old])
        except ClientError as error:
            return _code(error)
        return None

    def _delete(self, objects: Sequence[dict[str, str]]) -> None:
        for start in range(0, len(objects), _KEYS_AT_ONCE):
            chosen = {"Objects": objects[start : start + _KEYS_AT_ONCE], "Quiet": True}
            failed = self.client.delete_objects(Bucket=self.name, Delete=chosen).get("Errors")
            if failed:
                raise Refused(f"{self.url}/{failed[0]['Key']}: it can't be deleted: {failed[0].get('Message')}")

    def refusal(self, error: Any) -> Refused:
        """What the store's answer means for the one who asked."""
        code, words = _code(error), str(error.response.get("Error", {}).get("Message", "")).rstrip(".")
        if code == "NoSuchBucket":
            return Refused(f"{self.url}: there is no such bucket; check its name, and AWS_ENDPOINT_URL")
        if code in _DENIED:
            who = "who has no credentials, and none were found" if self.is_anonymous else "these credentials"
            return Refused(f"{self.url}: the store refuses {who} ({code}: {words}). {_CREDENTIALS}")
        return Refused(f"{self.url}: the store answers {code}: {words}. {_UNREACHED}")


# What S3 says of one object, as the system says it of a file.
_OF_ONE_OBJECT = {
    "NoSuchKey": (errno.ENOENT, "it vanished meanwhile"),
    "404": (errno.ENOENT, "it vanished meanwhile"),
    "PreconditionFailed": (errno.ESTALE, "it was changed while it was read"),
    "AccessDenied": (errno.EACCES, "no permission to read it"),
    "InvalidObjectState": (errno.EIO, "it lies in a storage class from which it has to be restored first"),
}
_DENIED = ("AccessDenied", "403", "InvalidAccessKeyId", "SignatureDoesNotMatch", "ExpiredToken", "InvalidToken")
_CREDENTIALS = (
    "Set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY (AWS_SESSION_TOKEN with short-lived ones), or AWS_PROFILE."
)
_UNREACHED = "Check the network, AWS_REGION, and AWS_ENDPOINT_URL for a store that isn't Amazon's."


def _code(error: Any) -> str:
    return str(error.response.get("Error", {}).get("Code"))


def _described(key: str) -> dict[str, str]:
    """What browsers want to know of a file to show it."""
    kind, _ = guess_type(key)
    return {"ContentType": kind} if kind else {}


@cache
def _client(settings: tuple[tuple[str, str], ...]) -> tuple[Any, bool]:
    """The client for these variables of the environment, and whether it has no credentials; threads may share it."""
    import boto3
    from botocore import UNSIGNED
    from botocore.config import Config

    session = boto3.Session()
    is_anonymous = session.get_credentials() is None
    is_amazon = not any(name in ("AWS_ENDPOINT_URL", "AWS_ENDPOINT_URL_S3") for name, _ in settings)
    config = Config(
        connect_timeout=5,
        max_pool_connections=32,
        # Few stores but Amazon's have a name of its own for each bucket, or know the newer checksums.
        s3=None if is_amazon else {"addressing_style": "path"},
        request_checksum_calculation="when_required",
        response_checksum_validation="when_required",
        signature_version=UNSIGNED if is_anonymous else None,
    )
    return session.client("s3", config=config), is_anonymous


def _parts(**options: Any) -> Any:
    from boto3.s3.transfer import TransferConfig

    return TransferConfig(**options)
