/** Other people's clients at a dmskit-local: boto3 and the AWS CLI. */
@NullMarked
package io.dmskit.clients;

import org.jspecify.annotations.NullMarked;
